package ai.datacontrols.ledger.chain;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Chains rows: each hash is an HMAC-SHA-256 (RFC 2104) over the row and the previous hash, with a key kept outside the
 * database. A row stores the number of its key, which never decreases along a chain (ADR 0017).
 */
@Startup
@Singleton
public class Chain {

    private final ChainKeys keys;
    private final ThreadLocal<Map<Integer, Mac>> macs = ThreadLocal.withInitial(HashMap::new);

    public Chain(LedgerConfig config) {
        keys = ChainKeys.of(config);
        IntegrityAlarm.register();
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

    public boolean knows(int key) {
        return keys.knows(key);
    }

    /** Whether a key made no more rows at that instant. */
    public boolean isRetired(int key, Instant at) {
        return keys.isRetired(key, at);
    }

    /** @throws IllegalStateException if the row's key isn't configured */
    public byte[] hash(ChainedRow row) {
        return hmac(row.chainKey(), row.hashedEncoding());
    }

    /** Returns whether the hash of a row is the expected one, under a key that was valid then. */
    public boolean isAuthentic(ChainedRow row) {
        return knows(row.chainKey())
                && !isRetired(row.chainKey(), row.recordedAt())
                && MessageDigest.isEqual(row.hash(), hash(row));
    }

    /** Returns the seal of a row: the number of the key and a MAC of the content, which {@link Seal} encodes. */
    public byte[] seal(int key, byte[] content) {
        return ByteBuffer.allocate(Seal.LENGTH)
                .putInt(key)
                .put(mac(key).doFinal(content), 0, Seal.LENGTH - Integer.BYTES)
                .array();
    }

    /**
     * Returns whether a seal was made over this content, under a key that is valid now. A seal under a retired key
     * counts as none: its row is verified against the chain and sealed again.
     */
    public boolean isSealed(byte[] seal, byte[] content) {
        if (seal == null || seal.length != Seal.LENGTH) {
            return false;
        }
        var key = keyOf(seal);
        return knows(key) && !keys.isRetired(key, Instant.now()) && MessageDigest.isEqual(seal, seal(key, content));
    }

    /** Returns whether a key of now made the seal, or should have: otherwise a wrong seal is no sign of forgery. */
    public boolean hasActiveKey(byte[] seal) {
        return knows(keyOf(seal)) && !keys.isRetired(keyOf(seal), Instant.now());
    }

    /** Returns the number of the key that a seal names. */
    public static int keyOf(byte[] seal) {
        return ByteBuffer.wrap(seal).getInt();
    }

    /** Returns the number of the signing key. */
    public int signingKey() {
        return keys.signing();
    }

    public IntStream knownKeys() {
        return keys.known().keySet().stream().mapToInt(Integer::intValue);
    }

    /**
     * Computes an HMAC. Encodings for different purposes must begin with different field names.
     *
     * @throws IllegalStateException if the key isn't configured
     */
    public byte[] hmac(int key, CanonicalEncoding encoding) {
        var mac = mac(key);
        encoding.update(mac);
        return mac.doFinal();
    }

    /** Returns the thread's instance for a key: creating and initializing one takes as long as an HMAC. */
    private Mac mac(int key) {
        return macs.get().computeIfAbsent(key, number -> newMac(keys.key(number)));
    }

    private static Mac newMac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(ChainKeys.ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }
}
