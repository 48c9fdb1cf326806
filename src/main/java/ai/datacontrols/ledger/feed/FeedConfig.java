package ai.datacontrols.ledger.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the change feed and its consumers. */
@ConfigMapping(prefix = "data-controls.feed")
public interface FeedConfig {

    /** The client ids of the registered consumers. A choice counts as applied once all of them have confirmed it. */
    Optional<List<String>> pipelines();

    /** For how long a pipeline may use data by what it has read of the feed. */
    @WithDefault("5M")
    Duration validFor();

    /** For how long changes are kept; who was away for longer takes a new snapshot. */
    @WithDefault("7D")
    Duration retention();
}
