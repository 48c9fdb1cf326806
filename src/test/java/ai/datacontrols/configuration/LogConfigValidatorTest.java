package ai.datacontrols.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.proof.SignatureType;
import ai.datacontrols.proof.SigningKey;
import ai.datacontrols.proof.store.LogConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys of the transparency log must not serve two signers. */
class LogConfigValidatorTest {

    private static final SigningKey KEY = SigningKey.generate("consent.example/log", SignatureType.ED25519);
    private static final SigningKey NEXT = SigningKey.generate("consent.example/log", SignatureType.ED25519);
    private static final SigningKey TIME =
            SigningKey.generate("consent.example/time", SignatureType.ED25519_COSIGNATURE);

    private record Log(
            Optional<String> key,
            Optional<String> nextKey,
            Optional<String> timestampKey,
            Optional<Path> directory,
            Map<String, Witness> witnesses)
            implements LogConfig {

        static Log of(SigningKey key, SigningKey nextKey, SigningKey timestampKey) {
            return new Log(
                    text(key),
                    text(nextKey),
                    text(timestampKey),
                    Optional.of(Path.of("").toAbsolutePath()),
                    Map.of());
        }

        private static Optional<String> text(SigningKey key) {
            return Optional.ofNullable(key).map(SigningKey::toPrivateText);
        }
    }

    private record TestWitness(URI url, String key) implements LogConfig.Witness {}

    @Test
    void acceptsDifferentKeys() {
        assertThat(errors(Log.of(KEY, NEXT, TIME))).isEmpty();
        assertThat(errors(Log.of(null, null, null))).isEmpty();
    }

    @Test
    void refusesATimestampKeyWithoutALog() {
        assertThat(errors(Log.of(null, null, TIME))).containsExactly("log.timestamp-key must be set together with key");
    }

    @Test
    void refusesAKeyOfALogAsATimestampKey() {
        assertThat(errors(Log.of(KEY, null, NEXT)))
                .containsExactly("log.timestamp-key must be an Ed25519 key of a cosigner");
    }

    @Test
    void refusesATimestampKeyThatServesAnotherSigner() throws NoSuchAlgorithmException {
        assertThat(errors(Log.of(asLogKey(TIME), null, TIME)))
                .containsExactly(
                        "log.timestamp-key must differ from all other keys",
                        "log.timestamp-key must have another name than key");

        var witness = new TestWitness(
                URI.create("https://witness.example"), TIME.verifierKey().toString());
        assertThat(errors(new Log(
                        Optional.of(KEY.toPrivateText()),
                        Optional.empty(),
                        Optional.of(TIME.toPrivateText()),
                        Optional.of(Path.of("").toAbsolutePath()),
                        Map.of("one", witness))))
                .containsExactly("log.timestamp-key must differ from all other keys");
    }

    /** Returns the same private key as a key of a log, whose id depends on the type. */
    private static SigningKey asLogKey(SigningKey key) throws NoSuchAlgorithmException {
        var name = key.verifierKey().name();
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        var id = digest.digest(typedAsLog(key.verifierKey().toString().split("\\+", 3)[2]));
        var seed = typedAsLog(key.toPrivateText().split("\\+", 5)[4]);
        return SigningKey.parse("PRIVATE+KEY+%s+%s+%s"
                .formatted(
                        name,
                        HexFormat.of().formatHex(id, 0, 4),
                        Base64.getEncoder().encodeToString(seed)));
    }

    private static byte[] typedAsLog(String base64) {
        var bytes = Base64.getDecoder().decode(base64);
        bytes[0] = 1;
        return bytes;
    }

    private static List<String> errors(LogConfig log) {
        var errors = new ConfigErrors("log", false);
        LogConfigValidator.check(log, errors);
        return errors.found();
    }
}
