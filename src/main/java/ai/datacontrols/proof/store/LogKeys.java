package ai.datacontrols.proof.store;

import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.SigningKey;
import ai.datacontrols.proof.VerifierKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The private keys of the service's logs. The first log has the configured name as its origin, later ones a number after it.
 *
 * @param keys one, or two while a key is replaced
 * @param timestampKey cosigns each checkpoint with the time
 */
record LogKeys(List<SigningKey> keys, Optional<SigningKey> timestampKey) {

    LogKeys(List<SigningKey> keys) {
        this(keys, Optional.empty());
    }

    /** @throws ai.datacontrols.proof.UnreadableException if a key can't be read */
    static LogKeys of(LogConfig config) {
        return new LogKeys(
                Stream.of(config.key(), config.nextKey())
                        .map(key -> key.map(SigningKey::parse).orElse(null))
                        .filter(Objects::nonNull)
                        .toList(),
                config.timestampKey().map(SigningKey::parse));
    }

    String origin(int log) {
        var name = keys.get(0).verifierKey().name();
        return log == 1 ? name : name + "/" + log;
    }

    /** @param now is signed as well, if there is a key for it */
    SignedNote sign(int log, Checkpoint checkpoint, Instant now) {
        var note = checkpoint.sign(named(log).toArray(SigningKey[]::new));
        return timestampKey
                .map(key -> note.with(List.of(key.cosign(note.text(), now))))
                .orElse(note);
    }

    /** Counts the cosignatures by witnesses, which are neither by the log nor by the cosigner of our own. */
    int countWitnesses(int log, SignedNote checkpoint) {
        return (int) checkpoint.signatures().stream()
                .filter(signature -> !signature.name().equals(origin(log))
                        && timestampKey
                                .filter(key -> key.verifierKey().made(signature))
                                .isEmpty())
                .count();
    }

    List<VerifierKey> verifierKeys(int log) {
        return named(log).map(SigningKey::verifierKey).toList();
    }

    LogPolicy policy(int log) {
        return new LogPolicy(verifierKeys(log), List.of(), 0);
    }

    /** Also accepts keys that were replaced, for checkpoints that were signed before. */
    LogPolicy policy(int log, List<VerifierKey> kept) {
        var all = Stream.concat(verifierKeys(log).stream(), kept.stream())
                .distinct()
                .toList();
        return new LogPolicy(all, List.of(), 0);
    }

    private Stream<SigningKey> named(int log) {
        return keys.stream().map(key -> log == 1 ? key : key.withName(origin(log)));
    }
}
