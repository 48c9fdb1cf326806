package ai.datacontrols.proof.store;

import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.SigningKey;
import ai.datacontrols.proof.VerifierKey;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The private keys of the service's logs: one, or two while a key is replaced. The first log has the configured name as
 * its origin, later ones a number after it.
 */
record LogKeys(List<SigningKey> keys) {

    /** @throws ai.datacontrols.proof.UnreadableException if a key can't be read */
    static LogKeys of(LogConfig config) {
        return new LogKeys(Stream.of(config.key(), config.nextKey())
                .map(key -> key.map(SigningKey::parse).orElse(null))
                .filter(Objects::nonNull)
                .toList());
    }

    String origin(int log) {
        var name = keys.get(0).verifierKey().name();
        return log == 1 ? name : name + "/" + log;
    }

    SignedNote sign(int log, Checkpoint checkpoint) {
        return checkpoint.sign(named(log).toArray(SigningKey[]::new));
    }

    List<VerifierKey> verifierKeys(int log) {
        return named(log).map(SigningKey::verifierKey).toList();
    }

    LogPolicy policy(int log) {
        return new LogPolicy(verifierKeys(log), List.of(), 0);
    }

    private Stream<SigningKey> named(int log) {
        return keys.stream().map(key -> log == 1 ? key : key.withName(origin(log)));
    }
}
