package ai.datacontrols.web.ndjson;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one client, and all together, may take of an instance with streams of NDJSON, snapshots and exports. */
@ConfigMapping(prefix = "data-controls.streams")
public interface StreamConfig {

    /** How many NDJSON requests one instance processes at the same time: each holds a thread. */
    @WithDefault("8")
    int maxConcurrent();

    /** How many of them one client may have. */
    @WithDefault("4")
    int maxConcurrentPerClient();

    /** How many snapshots one instance sends at the same time: each holds a thread and a database connection. */
    @WithDefault("4")
    int maxConcurrentSnapshots();

    /** How many of them one client may have. */
    @WithDefault("2")
    int maxConcurrentSnapshotsPerClient();

    /** How many exports of what is kept one instance sends at the same time: each holds a thread. */
    @WithDefault("8")
    int maxConcurrentExports();

    /** How many of them one person, or one client of the API, may have. */
    @WithDefault("2")
    int maxConcurrentExportsPerCaller();

    /** How long a client may neither send a complete line nor read what it was sent; also how long a document may take to arrive. */
    @WithDefault("30S")
    Duration idleTimeout();

    /** How long a snapshot may take; its transaction keeps old changes from being purged. */
    @WithDefault("10M")
    Duration snapshotTimeout();

    /** How long an export may take. */
    @WithDefault("10M")
    Duration exportTimeout();
}
