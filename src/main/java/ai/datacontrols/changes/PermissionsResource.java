package ai.datacontrols.changes;

import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.ledger.feed.FeedCursorCodec;
import ai.datacontrols.ledger.feed.PermissionSnapshot;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.ndjson.CallerKind;
import ai.datacontrols.web.ndjson.JsonLines;
import ai.datacontrols.web.ndjson.SnapshotStream;
import ai.datacontrols.web.ndjson.StreamCaller;
import ai.datacontrols.web.ndjson.Streams;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** Serves the snapshot: all permissions at one instant. */
@Path("/api/v1/permissions")
@RolesAllowed("permissions-read")
public class PermissionsResource {

    /** The first line; the snapshot may be relied on for {@code validFor} seconds after the request. */
    record SnapshotHeader(String position, String policyVersion, Instant asOf, long validFor) {}

    private final ChangeFeed feed;
    private final FeedCursorCodec cursors;
    private final InitialImport initialImport;
    private final ObjectMapper json;
    private final Streams streams;

    PermissionsResource(
            ChangeFeed feed, FeedCursorCodec cursors, InitialImport initialImport, ObjectMapper json, Streams streams) {
        this.feed = feed;
        this.cursors = cursors;
        this.initialImport = initialImport;
        this.json = json;
        this.streams = streams;
    }

    /**
     * Sends a line with the cursor, then a line for each account and product. An aborted snapshot lacks the end that
     * HTTP requires, and must not be used.
     *
     * @return 429 if the client or the instance has reached its limit of concurrent snapshots, 503 until the initial
     *     import is complete
     */
    @GET
    @SnapshotStream
    @StreamCaller(CallerKind.PIPELINE)
    @Produces(JsonLines.MEDIA_TYPE)
    public StreamingOutput permissions() {
        if (!initialImport.isComplete()) {
            throw new RequestException(ErrorKind.FIRST_LOAD_INCOMPLETE);
        }
        return streams.guard(out -> {
            try (var snapshot = feed.snapshot()) {
                write(snapshot, out);
            }
        });
    }

    private void write(PermissionSnapshot snapshot, OutputStream out) throws IOException {
        var cursor = snapshot.cursor();
        // never closed: after a failure, that would terminate the response as if it were complete
        var lines = json.writer()
                .withRootValueSeparator("\n")
                .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                .writeValues(out);
        lines.write(new SnapshotHeader(
                cursors.encode(cursor),
                cursor.policyVersion(),
                snapshot.at(),
                feed.validFor(snapshot.at()).toSeconds()));
        snapshot.forEach(lines::write);
        lines.flush();
        out.write('\n');
    }
}
