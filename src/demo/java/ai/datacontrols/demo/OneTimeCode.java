package ai.datacontrols.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes the codes of an authenticator app (RFC 6238, six digits, 30 seconds, SHA-1). */
public final class OneTimeCode {

    private OneTimeCode() {}

    /**
     * Prints the current code of a staff member of the demo, for use without an authenticator app.
     *
     * @param args the username: {@code sam} or {@code ada}
     */
    public static void main(String... args) {
        if (args.length != 1) {
            System.err.println("whose code? sam or ada");
            System.exit(2);
        }
        System.out.println(now("demo-only-" + args[0] + "-secret"));
    }

    /** @param secret as stored by Keycloak; apps take the same in Base32 */
    public static String now(String secret) {
        return of(secret, currentPeriod());
    }

    /** Returns the number of the period of 30 seconds that contains this moment. */
    public static long currentPeriod() {
        return Instant.now().getEpochSecond() / 30;
    }

    /** Returns the code of a period; Keycloak also accepts the adjacent ones, to tolerate clock skew. */
    public static String of(String secret, long period) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(period).array());
            var number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & 0x7fff_ffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
