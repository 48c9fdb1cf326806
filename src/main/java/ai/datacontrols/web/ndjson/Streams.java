package ai.datacontrols.web.ndjson;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;

@Singleton
public class Streams {

    private final CurrentVertxRequest current;

    Streams(CurrentVertxRequest current) {
        this.current = current;
    }

    /** Applies the timeouts that an annotation selects: snapshot, line or export stream. */
    public StreamingOutput guard(StreamingOutput response) {
        return watchdog().guard(response);
    }

    StreamWatchdog watchdog() {
        return StreamWatchdog.of(current.getCurrent());
    }
}
