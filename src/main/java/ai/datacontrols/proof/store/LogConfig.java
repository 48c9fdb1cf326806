package ai.datacontrols.proof.store;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Configures the transparency log, which is off without a key. */
@ConfigMapping(prefix = "data-controls.log")
public interface LogConfig {

    /** Returns the Ed25519 key that signs checkpoints, as {@code PRIVATE+KEY+origin+id+seed}. */
    Optional<String> key();

    /** Returns a second key of the same origin, which signs beside the first while it is replaced. */
    Optional<String> nextKey();

    /**
     * Returns the key of a cosigner of our own, as {@code PRIVATE+KEY+name+id+seed}, which adds the time to each checkpoint. Without it only
     * witnesses say when a checkpoint was signed.
     */
    Optional<String> timestampKey();

    /**
     * Returns the directory outside the database that keeps the last signed checkpoint and a copy of the log. All replicas that sign must
     * share it.
     */
    Optional<Path> directory();

    Map<String, Witness> witnesses();

    interface Witness {

        /** Returns the address before {@code /add-checkpoint}. */
        URI url();

        String key();
    }
}
