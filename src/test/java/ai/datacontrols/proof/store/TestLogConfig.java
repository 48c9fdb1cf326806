package ai.datacontrols.proof.store;

import ai.datacontrols.proof.SigningKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The settings of a log with one key. */
record TestLogConfig(
        Optional<String> key,
        Optional<String> nextKey,
        Optional<String> timestampKey,
        Optional<Path> directory,
        Map<String, Witness> witnesses)
        implements LogConfig {

    static TestLogConfig of(SigningKey key, Path directory) {
        return new TestLogConfig(
                Optional.of(key.toPrivateText()), Optional.empty(), Optional.empty(), Optional.of(directory), Map.of());
    }
}
