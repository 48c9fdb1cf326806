package ai.datacontrols.changes;

import ai.datacontrols.ledger.FeedPositions;
import ai.datacontrols.ledger.Pipelines;
import ai.datacontrols.ledger.Progress;
import ai.datacontrols.web.ApiProblem;
import ai.datacontrols.web.ApiProblem.Type;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestPath;

/** Pipelines say how far they have applied the feed, so that people can be told that their choice is obeyed. */
@Path("/api/v1/consumers")
@RolesAllowed("permissions-read")
public class ConsumersResource {

    /** The position up to which the pipeline has applied everything. */
    record Applied(String position) {}

    /** What is noted of the pipeline; {@code behindSince} is when the first change happened that it lacks, null if none. */
    record Noted(String consumer, Instant behindSince) {}

    private final Pipelines pipelines;
    private final FeedPositions positions;
    private final JsonWebToken caller;

    ConsumersResource(Pipelines pipelines, FeedPositions positions, JsonWebToken caller) {
        this.pipelines = pipelines;
        this.positions = positions;
        this.caller = caller;
    }

    /**
     * Notes how far a pipeline has come.
     *
     * @param name a registered pipeline: its own client id, as nobody speaks for another
     * @return 403 for another one's name, 404 for one that is not registered, 410 for a position that means nothing any more
     */
    @POST
    @Path("{name}/position")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Noted applied(@RestPath String name, Applied applied) {
        if (!name.equals(caller.getClaim("azp"))) {
            throw new ApiProblem(Type.FORBIDDEN, "a pipeline speaks for itself alone: its name is its client id");
        }
        if (!pipelines.registered().contains(name)) {
            throw new ApiProblem(Type.NOT_FOUND, "no pipeline of that name is registered");
        }
        if (applied == null || applied.position() == null) {
            throw new ApiProblem(Type.INVALID_VALUE, "position is missing");
        }
        positions
                .decode(applied.position())
                .filter(position -> pipelines.note(name, position))
                .orElseThrow(ChangesResource::newSnapshotNeeded);
        return new Noted(
                name, pipelines.progress(name).map(Progress::behindSince).orElse(null));
    }
}
