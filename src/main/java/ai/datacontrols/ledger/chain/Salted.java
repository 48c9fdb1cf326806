package ai.datacontrols.ledger.chain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Hashes erasable text with a salt that is erased with it: without it, a short text could be found by brute force. */
public final class Salted {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Salted() {}

    public static byte[] salt() {
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        return salt;
    }

    public static byte[] hash(byte[] salt, CanonicalEncoding text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(text.toBytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
