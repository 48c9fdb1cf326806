package ai.datacontrols.ledger.chain;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.stream.IntStream;
import javax.crypto.Mac;

/**
 * Chains rows: each hash is an HMAC-SHA-256 (RFC 2104) over the row and the previous hash, with a key kept outside the
 * database. Without the key, an edited chain fails verification. Keys are numbered: a row stores the number of its key,
 * which never decreases along a chain (ADR 0017).
 */
@Startup
@Singleton
public class Chain {

    private final ChainKeys keys;

    Chain(LedgerConfig config) {
        keys = ChainKeys.of(config);
    }

    /**
     * Returns the number of the key for the next row: the signing key, or the last row's key if that is later, because
     * another instance was configured earlier.
     *
     * @throws IllegalStateException if that key isn't configured; nothing can be appended then
     */
    public int keyAfter(ChainHead head) {
        var number = Math.max(keys.signing(), head.lastKey);
        keys.key(number);
        return number;
    }

    /** Whether rows made under this key can be checked here. */
    public boolean knows(int key) {
        return keys.knows(key);
    }

    /** Whether a key made no more rows at that instant. */
    public boolean isRetired(int key, Instant at) {
        return keys.isRetired(key, at);
    }

    /**
     * Computes the expected hash of a row.
     *
     * @throws IllegalStateException if the row's key isn't configured
     */
    public byte[] hash(ChainedRow row) {
        return hmac(row.chainKey(), row.hashedEncoding());
    }

    /** Returns the number of the signing key. */
    public int signingKey() {
        return keys.signing();
    }

    /** Returns the numbers of all configured keys. */
    public IntStream knownKeys() {
        return keys.known().keySet().stream().mapToInt(Integer::intValue);
    }

    /**
     * Computes an HMAC. Encodings for different purposes must begin with different field names.
     *
     * @throws IllegalStateException if the key isn't configured
     */
    public byte[] hmac(int key, CanonicalEncoding encoding) {
        try {
            var mac = Mac.getInstance(ChainKeys.ALGORITHM);
            mac.init(keys.key(key));
            return mac.doFinal(encoding.toBytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }
}
