package ai.datacontrols.ledger;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Chains rows: each hash is an HMAC-SHA-256 (RFC 2104), with a key kept outside the database, over the row and the hash
 * before it. Whoever can edit rows but has no key can't make a changed chain look whole.
 */
@Startup
@Singleton
public class Chain {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Chain(LedgerSettings settings) {
        key = new SecretKeySpec(bytes(settings.chainKey()), ALGORITHM);
    }

    private static byte[] bytes(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            if (bytes.length >= 32) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // the sentence below says it
        }
        throw new IllegalStateException("data-controls.ledger.chain-key must be at least 32 random bytes in Base64");
    }

    /** The hash that this row must have. */
    byte[] hash(Link link) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(link.hashedForm().toBytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }
}
