package ai.datacontrols.ledger.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "data-controls.feed")
public interface FeedConfig {

    /** Returns the client ids of the consumers that must have confirmed a choice before it counts as applied. */
    Optional<List<String>> pipelines();

    /** Returns how long a consumer may rely on what it has read from the feed. */
    @WithDefault("5M")
    Duration validFor();

    /** Returns the retention of changes; a consumer with an older cursor needs a new snapshot. */
    @WithDefault("7D")
    Duration retention();
}
