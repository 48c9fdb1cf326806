package ai.datacontrols.web.ndjson;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits the streams of an instance (NDJSON, snapshots, exports), per client and in total. */
@ConfigMapping(prefix = "data-controls.streams")
public interface StreamConfig {

    /** Returns the maximum of concurrent NDJSON requests of an instance; each occupies a thread. */
    @WithDefault("8")
    int maxConcurrent();

    @WithDefault("4")
    int maxConcurrentPerClient();

    /** Returns how many places of each limit every kind of caller keeps for itself, so that none can take all. */
    @WithDefault("1")
    int reservedPerRole();

    /** Returns the minimum of lines that a client sends per idle timeout of waiting for it; 0 for no minimum. */
    @WithDefault("30")
    int minLines();

    /** Returns the maximum of concurrent snapshots of an instance; each occupies a thread and a database connection. */
    @WithDefault("4")
    int maxConcurrentSnapshots();

    @WithDefault("2")
    int maxConcurrentSnapshotsPerClient();

    /** Returns the maximum of concurrent exports of an instance; each occupies a thread. */
    @WithDefault("8")
    int maxConcurrentExports();

    /** Returns the maximum of concurrent exports of a person, or of a client of the API. */
    @WithDefault("2")
    int maxConcurrentExportsPerCaller();

    /** Returns how long a client may neither send a complete line nor read; also the maximum time to receive a document. */
    @WithDefault("30S")
    Duration idleTimeout();

    /** Returns the maximum duration of a snapshot; its transaction keeps old changes from being purged. */
    @WithDefault("10M")
    Duration snapshotTimeout();

    @WithDefault("10M")
    Duration exportTimeout();
}
