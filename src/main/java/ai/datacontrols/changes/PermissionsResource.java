package ai.datacontrols.changes;

import ai.datacontrols.ledger.Feed;
import ai.datacontrols.ledger.FeedPositions;
import ai.datacontrols.ledger.FirstLoad;
import ai.datacontrols.ledger.PermissionSnapshot;
import ai.datacontrols.web.ApiProblem;
import ai.datacontrols.web.ApiProblem.Type;
import ai.datacontrols.web.JsonLines;
import ai.datacontrols.web.SnapshotStream;
import ai.datacontrols.web.Streams;
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

/** The snapshot: what may be used of everybody, at one moment. */
@Path("/api/v1/permissions")
@RolesAllowed("permissions-read")
public class PermissionsResource {

    /** The first line: from where the feed goes on, and for how many seconds from the asking this may be relied on. */
    record Beginning(String position, String policyVersion, Instant asOf, long validFor) {}

    private final Feed feed;
    private final FeedPositions positions;
    private final FirstLoad firstLoad;
    private final ObjectMapper json;
    private final Streams streams;

    PermissionsResource(Feed feed, FeedPositions positions, FirstLoad firstLoad, ObjectMapper json, Streams streams) {
        this.feed = feed;
        this.positions = positions;
        this.firstLoad = firstLoad;
        this.json = json;
        this.streams = streams;
    }

    /**
     * A line with the position, then a line for each account and product. What is broken off ends without the end that HTTP
     * demands, and must not be used.
     *
     * @return 429 while the client, or the instance, has as many snapshots in progress as it may, 503 until the first load is
     *     complete
     */
    @GET
    @SnapshotStream
    @Produces(JsonLines.MEDIA_TYPE)
    public StreamingOutput permissions() {
        if (!firstLoad.isComplete()) {
            throw new ApiProblem(Type.FIRST_LOAD_INCOMPLETE, null);
        }
        return streams.guard(out -> {
            try (var snapshot = feed.snapshot()) {
                write(snapshot, out);
            }
        });
    }

    private void write(PermissionSnapshot snapshot, OutputStream out) throws IOException {
        var position = snapshot.position();
        // never closed: that would end the answer as if it were whole, wherever it breaks off
        var lines = json.writer()
                .withRootValueSeparator("\n")
                .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                .writeValues(out);
        lines.write(new Beginning(
                positions.encode(position),
                position.policyVersion(),
                snapshot.at(),
                feed.validFor(snapshot.at()).toSeconds()));
        snapshot.forEach(lines::write);
        lines.flush();
        out.write('\n');
    }
}
