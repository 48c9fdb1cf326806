package ai.datacontrols.ledger.feed;

import ai.datacontrols.ledger.chain.CanonicalEncoding;
import ai.datacontrols.ledger.chain.Chain;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Issues cursors as opaque text and accepts only issued text. Each contains an HMAC, because a truncated or altered
 * cursor can denote another set of transactions, so that changes would be missed (ADR 0012).
 */
@Singleton
public class FeedCursorCodec {

    private static final int CHECK_LENGTH = 16;

    private final Chain chain;

    FeedCursorCodec(Chain chain) {
        this.chain = chain;
    }

    public String encode(FeedCursor cursor) {
        var text = cursor.toText();
        return encode(text, check(text, chain.signingKey()));
    }

    /** Decodes a cursor; empty for text that no instance has issued. */
    public Optional<FeedCursor> decode(String issued) {
        var decoded = decodeBase64(issued);
        var end = decoded.length - CHECK_LENGTH;
        if (end <= 0) {
            return Optional.empty();
        }
        var text = new String(decoded, 0, end, StandardCharsets.US_ASCII);
        var check = Arrays.copyOfRange(decoded, end, decoded.length);
        return chain.knownKeys().anyMatch(key -> MessageDigest.isEqual(check, check(text, key)))
                        // Base64 ignores the unused bits of its last character
                        && issued.equals(encode(text, check))
                ? FeedCursor.fromText(text)
                : Optional.empty();
    }

    private byte[] check(String text, int key) {
        return Arrays.copyOf(chain.hmac(key, new CanonicalEncoding().add("feed_position", text)), CHECK_LENGTH);
    }

    private static byte[] decodeBase64(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static String encode(String text, byte[] check) {
        var plain = text.getBytes(StandardCharsets.US_ASCII);
        var bytes = Arrays.copyOf(plain, plain.length + check.length);
        System.arraycopy(check, 0, bytes, plain.length, check.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
