package ai.datacontrols.proof;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes the entries of the log: 32 bytes that disclose nothing without the nonce of the ledger entry they belong to. */
public final class Commitment {

    public static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private Commitment() {}

    /**
     * Returns the nonce of one entry, from which those of other entries don't follow.
     *
     * @param accountSecret 32 random bytes, which belong to the account alone
     */
    public static byte[] nonce(byte[] accountSecret, long sequence) {
        return hmac(
                accountSecret, ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
    }

    /** @param encoding the entry's canonical encoding, with its own stored hash */
    public static byte[] of(byte[] nonce, byte[] encoding) {
        return hmac(nonce, encoding);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        // HMAC pads shorter keys with zeros, so a shorter nonce would have siblings with the same commitments
        if (key.length != LENGTH) {
            throw new UnreadableException("A nonce or secret must have 32 bytes, not " + key.length);
        }
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }
}
