package ai.datacontrols.operations;

import ai.datacontrols.ledger.ImportOutcome;
import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.ndjson.CallerKind;
import ai.datacontrols.web.ndjson.JsonLines;
import ai.datacontrols.web.ndjson.LineStream;
import ai.datacontrols.web.ndjson.StreamCaller;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Imports existing accounts, their plans and their opt-outs, until the initial import is declared complete. */
@Path("/api/v1/imports")
@RolesAllowed("import")
public class ImportsResource {

    record Loaded(@JsonInclude(Include.NON_NULL) JsonNode ref, UUID account, String product, ImportOutcome outcome) {}

    record Completed(Instant completedAt) {}

    private final InitialImport initialImport;
    private final JsonLines lines;

    ImportsResource(InitialImport initialImport, JsonLines lines) {
        this.initialImport = initialImport;
        this.lines = lines;
    }

    /** Imports any number of records: one result per line, in order. Idempotent; 409 once the import is complete. */
    @POST
    @LineStream
    @StreamCaller(CallerKind.IMPORT)
    @Consumes(JsonLines.MEDIA_TYPE)
    @Produces(JsonLines.MEDIA_TYPE)
    public StreamingOutput load(InputStream records) {
        if (initialImport.isComplete()) {
            throw closed();
        }
        return lines.answer(records, ImportLine.class, this::loadAll);
    }

    /** Declares the initial import complete, irreversibly. Decisions, snapshot and feed are available from now on. */
    @POST
    @Path("complete")
    @Produces(MediaType.APPLICATION_JSON)
    public Completed complete() {
        return new Completed(initialImport.complete());
    }

    private List<?> loadAll(List<ImportLine> some) {
        var outcomes =
                initialImport.load(some.stream().map(ImportLine::toRecord).toList());
        return IntStream.range(0, some.size())
                .mapToObj(place -> result(some.get(place), outcomes.get(place)))
                .toList();
    }

    private static Object result(ImportLine line, ImportOutcome outcome) {
        return switch (outcome) {
            case LOADED, LOADED_AS_OF_NOW, ALREADY_KNOWN, KNOWN_OTHERWISE ->
                new Loaded(line.ref(), line.account(), line.product(), outcome);
            case CLOSED -> closed();
            case UNKNOWN_PRODUCT -> new RequestException(ErrorKind.UNKNOWN_PRODUCT);
            case UNKNOWN_PLAN -> new RequestException(ErrorKind.UNKNOWN_PLAN);
            case IN_THE_FUTURE -> new RequestException(ErrorKind.INVALID_VALUE, "a plan or a choice later than now");
        };
    }

    private static RequestException closed() {
        return new RequestException(ErrorKind.CONFLICT, "the first load is complete");
    }
}
