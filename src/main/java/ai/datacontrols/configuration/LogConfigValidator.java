package ai.datacontrols.configuration;

import ai.datacontrols.proof.SignatureType;
import ai.datacontrols.proof.SigningKey;
import ai.datacontrols.proof.UnreadableException;
import ai.datacontrols.proof.VerifierKey;
import ai.datacontrols.proof.store.LogConfig;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Validates the settings of the transparency log. Errors name the setting, but never a key. */
final class LogConfigValidator {

    private LogConfigValidator() {}

    static void check(LogConfig log, ConfigErrors errors) {
        var key = check("key", log.key(), SignatureType.ED25519, errors);
        var next = check("next-key", log.nextKey(), SignatureType.ED25519, errors);
        checkTimestampKey(log, Stream.of(key, next).flatMap(Optional::stream).toList(), errors);
        errors.require(log.nextKey().isEmpty() || log.key().isPresent(), "next-key", "must be set together with key");
        errors.require(
                key.isEmpty()
                        || next.isEmpty()
                        || name(key.get()).equals(name(next.get()))
                                && !key.get().toString().equals(next.get().toString()),
                "next-key",
                "must be another key with the same origin as key");
        errors.require(
                log.key().isEmpty()
                        || log.directory().filter(Files::isDirectory).isPresent(),
                "directory",
                "must be an existing directory outside the database, where the last signed checkpoint is kept");
        var keys = new HashSet<String>();
        log.witnesses().forEach((id, witness) -> {
            errors.requireHttps("witnesses." + id + ".url", witness.url());
            errors.require(
                    isCosignatureKey(witness.key()),
                    "witnesses." + id + ".key",
                    "must be the public key of a witness, name+id+key");
            errors.require(
                    keys.add(witness.key()),
                    "witnesses." + id + ".key",
                    "must differ from the keys of the other witnesses");
        });
    }

    /** One key must not serve two signers, because the message that is cosigned doesn't contain a name. */
    private static void checkTimestampKey(LogConfig log, List<SigningKey> keys, ConfigErrors errors) {
        errors.require(
                log.timestampKey().isEmpty() || log.key().isPresent(),
                "timestamp-key",
                "must be set together with key");
        var key = check("timestamp-key", log.timestampKey(), SignatureType.ED25519_COSIGNATURE, errors);
        if (key.isPresent()) {
            var own = key.get().verifierKey();
            errors.require(
                    keys.stream().map(SigningKey::verifierKey).noneMatch(other -> other.hasKeyOf(own))
                            && log.witnesses().values().stream()
                                    .noneMatch(witness -> witness.key().equals(own.toString())),
                    "timestamp-key",
                    "must differ from all other keys");
            errors.require(
                    keys.stream().noneMatch(other -> name(other).equals(own.name())),
                    "timestamp-key",
                    "must have another name than key");
        }
    }

    private static Optional<SigningKey> check(
            String name, Optional<String> text, SignatureType type, ConfigErrors errors) {
        try {
            var key = text.map(SigningKey::parse);
            var isOfType = key.isEmpty() || key.get().verifierKey().type() == type;
            errors.require(
                    isOfType,
                    name,
                    type == SignatureType.ED25519
                            ? "must be an Ed25519 key of a log"
                            : "must be an Ed25519 key of a cosigner");
            // the key without its type
            text.ifPresent(value -> errors.rejectDemoSecret(name, value.split("\\+", 5)[4]));
            return isOfType ? key : Optional.empty();
        } catch (UnreadableException e) {
            errors.require(false, name, "must be PRIVATE+KEY+origin+id+seed");
            return Optional.empty();
        }
    }

    private static String name(SigningKey key) {
        return key.verifierKey().name();
    }

    private static boolean isCosignatureKey(String text) {
        try {
            return VerifierKey.parse(text).type() == SignatureType.ED25519_COSIGNATURE;
        } catch (UnreadableException e) {
            return false;
        }
    }
}
