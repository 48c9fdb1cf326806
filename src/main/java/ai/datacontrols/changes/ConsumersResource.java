package ai.datacontrols.changes;

import ai.datacontrols.ledger.feed.ConsumerCheckpoints;
import ai.datacontrols.ledger.feed.ConsumerLag;
import ai.datacontrols.ledger.feed.FeedCursorCodec;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestPath;

/** Accepts the checkpoints of consumers, so that pages can say when a choice was applied. */
@Path("/api/v1/consumers")
@RolesAllowed("permissions-read")
public class ConsumersResource {

    record CheckpointReport(String position) {}

    /** {@code behindSince} is when the first change happened that the consumer lacks; null if none. */
    record CheckpointAccepted(String consumer, Instant behindSince) {}

    private final ConsumerCheckpoints checkpoints;
    private final FeedCursorCodec cursors;
    private final JsonWebToken caller;

    ConsumersResource(ConsumerCheckpoints checkpoints, FeedCursorCodec cursors, JsonWebToken caller) {
        this.checkpoints = checkpoints;
        this.cursors = cursors;
        this.caller = caller;
    }

    /**
     * Stores the checkpoint of a consumer.
     *
     * @return 403 for the name of another client, 404 for an unregistered one, 410 for a cursor that is no longer valid
     */
    @POST
    @Path("{name}/position")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public CheckpointAccepted applied(@RestPath String name, CheckpointReport checkpointReport) {
        if (!name.equals(caller.getClaim("azp"))) {
            throw new RequestException(
                    ErrorKind.FORBIDDEN, "a pipeline speaks for itself alone: its name is its client id");
        }
        if (!checkpoints.registered().contains(name)) {
            throw new RequestException(ErrorKind.NOT_FOUND, "no pipeline of that name is registered");
        }
        if (checkpointReport == null || checkpointReport.position() == null) {
            throw new RequestException(ErrorKind.INVALID_VALUE, "position is missing");
        }
        cursors.decode(checkpointReport.position())
                .filter(cursor -> checkpoints.recordCheckpoint(name, cursor))
                .orElseThrow(ChangesResource::newSnapshotNeeded);
        return new CheckpointAccepted(
                name, checkpoints.lag(name).map(ConsumerLag::behindSince).orElse(null));
    }
}
