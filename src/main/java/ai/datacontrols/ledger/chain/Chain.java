package ai.datacontrols.ledger.chain;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.stream.IntStream;
import javax.crypto.Mac;

/**
 * Chains rows: each hash is an HMAC-SHA-256 (RFC 2104), with a key kept outside the database, over the row and the hash
 * before it. Without the key, an edited chain fails verification. Keys are numbered: a row has the number of its key, which
 * never decreases along a chain (ADR 0017).
 */
@Startup
@Singleton
public class Chain {

    private final ChainKeys keys;

    Chain(LedgerConfig config) {
        keys = ChainKeys.of(config);
    }

    /**
     * The key for the next row after a head: the one that signs, or that of the last row where this is a later one, as
     * when another instance has been told earlier.
     *
     * @throws IllegalStateException where that key isn't known here: nothing can be appended then
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
     * The hash that this row must have.
     *
     * @throws IllegalStateException where the key that it says it was made under isn't known here
     */
    public byte[] hash(ChainedRow row) {
        return hmac(row.chainKey(), row.hashedEncoding());
    }

    /** The number of the key that signs. */
    public int signingKey() {
        return keys.signing();
    }

    /** The numbers of all keys that can be checked here. */
    public IntStream knownKeys() {
        return keys.known().keySet().stream().mapToInt(Integer::intValue);
    }

    /**
     * Computes the HMAC of a form. Forms for different purposes must begin with different field names.
     *
     * @throws IllegalStateException where the key isn't known here
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
