package ai.datacontrols.web.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the tokens of sessions with AES-256-GCM (NIST SP 800-38D). Each session's key is derived from the secret of
 * the sign-in and the cookie, which is not stored. The tokens of one row are invalid in another.
 */
final class TokenCipher {

    private static final String HMAC = "HmacSHA256";
    private static final String AES = "AES/GCM/NoPadding";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec secret;

    TokenCipher(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
    }

    byte[] encrypt(String cookie, String text) {
        var iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            var cipher = Cipher.getInstance(AES);
            cipher.init(Cipher.ENCRYPT_MODE, key(cookie), new GCMParameterSpec(TAG_BITS, iv));
            var encrypted = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            var result = Arrays.copyOf(iv, IV_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, result, IV_BYTES, encrypted.length);
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("failed to encrypt the tokens of a session", e);
        }
    }

    /** Returns the text; null if it was encrypted with another secret or cookie, or was changed. */
    String decrypt(String cookie, byte[] encrypted) {
        if (encrypted.length < IV_BYTES + TAG_BITS / Byte.SIZE) {
            return null;
        }
        try {
            var cipher = Cipher.getInstance(AES);
            cipher.init(Cipher.DECRYPT_MODE, key(cookie), new GCMParameterSpec(TAG_BITS, encrypted, 0, IV_BYTES));
            var text = cipher.doFinal(encrypted, IV_BYTES, encrypted.length - IV_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (AEADBadTagException invalid) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("failed to decrypt the tokens of a session", e);
        }
    }

    private SecretKeySpec key(String cookie) throws GeneralSecurityException {
        var mac = Mac.getInstance(HMAC);
        mac.init(secret);
        return new SecretKeySpec(mac.doFinal(("tokens of session " + cookie).getBytes(StandardCharsets.UTF_8)), "AES");
    }
}
