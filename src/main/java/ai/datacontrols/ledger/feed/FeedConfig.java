package ai.datacontrols.ledger.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What pipelines are told, and which there are. */
@ConfigMapping(prefix = "data-controls.feed")
public interface FeedConfig {

    /** The client ids of the registered pipelines: those that are to have obeyed before a page says so. */
    Optional<List<String>> pipelines();

    /** For how long a pipeline may use data by what it has read of the feed. */
    @WithDefault("5M")
    Duration validFor();

    /** For how long changes are kept; who was away for longer takes a new snapshot. */
    @WithDefault("7D")
    Duration retention();
}
