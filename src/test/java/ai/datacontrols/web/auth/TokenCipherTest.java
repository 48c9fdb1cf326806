package ai.datacontrols.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tokens are readable only with the secret and the cookie that they were encrypted with. */
class TokenCipherTest {

    private static final String COOKIE = "A".repeat(43);
    private static final String TEXT = "an ID token\nand a refresh token";

    private final TokenCipher cipher = new TokenCipher("a-secret-of-at-least-32-characters");

    @Test
    void decryptsWhatItEncrypted() {
        assertThat(cipher.decrypt(COOKIE, cipher.encrypt(COOKIE, TEXT))).isEqualTo(TEXT);
    }

    @Test
    void encryptsTheSameTextDifferentlyEachTime() {
        assertThat(cipher.encrypt(COOKIE, TEXT)).isNotEqualTo(cipher.encrypt(COOKIE, TEXT));
    }

    @Test
    void rejectsAnotherCookieAndAnotherSecret() {
        var encrypted = cipher.encrypt(COOKIE, TEXT);

        assertThat(cipher.decrypt("B".repeat(43), encrypted)).isNull();
        assertThat(new TokenCipher("another-secret-of-32-characters-").decrypt(COOKIE, encrypted))
                .isNull();
    }

    @Test
    void rejectsEveryChangedByteAndEveryShorterText() {
        var encrypted = cipher.encrypt(COOKIE, TEXT);
        for (var at = 0; at < encrypted.length; at++) {
            var changed = encrypted.clone();
            changed[at] ^= 1;
            assertThat(cipher.decrypt(COOKIE, changed)).as("%d", at).isNull();
            assertThat(cipher.decrypt(COOKIE, Arrays.copyOf(encrypted, at)))
                    .as("%d", at)
                    .isNull();
        }
    }
}
