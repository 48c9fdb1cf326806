package ai.datacontrols.web.ndjson;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;

/** Sends a streamed response under the timeouts of its request. */
@Singleton
public class Streams {

    private final CurrentVertxRequest current;

    Streams(CurrentVertxRequest current) {
        this.current = current;
    }

    /** Applies the timeouts of a resource method marked with {@link SnapshotStream}, {@link LineStream} or
     * {@link ExportStream}. */
    public StreamingOutput guard(StreamingOutput response) {
        return watchdog().guard(response);
    }

    StreamWatchdog watchdog() {
        return StreamWatchdog.of(current.getCurrent());
    }
}
