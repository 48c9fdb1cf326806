package ai.datacontrols.decisions;

import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.ndjson.CallerKind;
import ai.datacontrols.web.ndjson.JsonLines;
import ai.datacontrols.web.ndjson.LineStream;
import ai.datacontrols.web.ndjson.StreamCaller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;

/** Decides whether data may be used. Every decision follows from what the database has at that moment. */
@Path("/api/v1/decisions")
@RolesAllowed("decisions-read")
public class DecisionsResource {

    private final Decisions decisions;
    private final InitialImport initialImport;
    private final JsonLines lines;

    DecisionsResource(Decisions decisions, InitialImport initialImport, JsonLines lines) {
        this.decisions = decisions;
        this.initialImport = initialImport;
        this.lines = lines;
    }

    /**
     * Decides one request, also for an unknown account, product or data kind.
     *
     * @return 422 for an incomplete query or one about the future, 503 until the initial import is complete
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public DecisionResponse decide(DecisionRequest request) {
        if (request == null) {
            throw new RequestException(ErrorKind.INVALID_REQUEST, "the document is empty");
        }
        JsonLines.check(request);
        return decisions.decide(request);
    }

    /** Decides many requests: one result per line, in order. An invalid line gets a problem and doesn't stop the others. */
    @POST
    @Path("batch")
    @LineStream
    @StreamCaller(CallerKind.PIPELINE)
    @Consumes(JsonLines.MEDIA_TYPE)
    @Produces(JsonLines.MEDIA_TYPE)
    public StreamingOutput decideMany(InputStream questions) {
        if (!initialImport.isComplete()) {
            throw new RequestException(ErrorKind.FIRST_LOAD_INCOMPLETE);
        }
        return lines.answer(questions, DecisionRequest.class, decisions::decideAll);
    }
}
