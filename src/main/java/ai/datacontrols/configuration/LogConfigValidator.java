package ai.datacontrols.configuration;

import ai.datacontrols.proof.SignatureType;
import ai.datacontrols.proof.SigningKey;
import ai.datacontrols.proof.UnreadableException;
import ai.datacontrols.proof.VerifierKey;
import ai.datacontrols.proof.store.LogConfig;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Optional;

/** Validates the settings of the transparency log. Errors name the setting, but never a key. */
final class LogConfigValidator {

    private LogConfigValidator() {}

    static void check(LogConfig log, ConfigErrors errors) {
        var key = check("key", log.key(), errors);
        var next = check("next-key", log.nextKey(), errors);
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

    private static Optional<SigningKey> check(String name, Optional<String> text, ConfigErrors errors) {
        try {
            var key = text.map(SigningKey::parse);
            var isForLogs = key.isEmpty() || key.get().verifierKey().type() == SignatureType.ED25519;
            errors.require(isForLogs, name, "must be an Ed25519 key of a log");
            // the key without its type
            text.ifPresent(value -> errors.rejectDemoSecret(name, value.split("\\+", 5)[4]));
            return isForLogs ? key : Optional.empty();
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
