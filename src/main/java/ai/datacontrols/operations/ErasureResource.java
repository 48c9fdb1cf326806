package ai.datacontrols.operations;

import ai.datacontrols.ledger.Erasure;
import ai.datacontrols.ledger.RepeatedErasure;
import ai.datacontrols.ledger.RepeatedErasure.Outcome;
import ai.datacontrols.ledger.store.ListedErasure;
import ai.datacontrols.web.auth.SessionStore;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.input.Parameters;
import ai.datacontrols.web.ndjson.CallerKind;
import ai.datacontrols.web.ndjson.JsonLines;
import ai.datacontrols.web.ndjson.LineAttempts;
import ai.datacontrols.web.ndjson.LineStream;
import ai.datacontrols.web.ndjson.SnapshotStream;
import ai.datacontrols.web.ndjson.StreamCaller;
import ai.datacontrols.web.ndjson.Streams;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Erases people on request, once their account is deleted at the identity provider. */
@Path("/api/v1")
@RolesAllowed("erasure")
public class ErasureResource {

    /** When an account was erased: a line of the list of erasures. */
    record Erased(UUID account, Instant erasedAt) {}

    record ErasureResult(
            @JsonInclude(Include.NON_NULL) JsonNode ref, UUID account, Outcome outcome, Instant erasedAt) {}

    private final Erasure erasure;
    private final SessionStore sessions;
    private final JsonWebToken caller;
    private final JsonLines lines;
    private final Streams streams;
    private final ObjectMapper json;

    ErasureResource(
            Erasure erasure,
            SessionStore sessions,
            JsonWebToken caller,
            JsonLines lines,
            Streams streams,
            ObjectMapper json) {
        this.erasure = erasure;
        this.sessions = sessions;
        this.caller = caller;
        this.lines = lines;
        this.streams = streams;
        this.json = json;
    }

    /**
     * Erases the person of an account, irreversibly (GDPR, article 17), and ends their sessions. Idempotent.
     *
     * @return when it was first erased; 404 for an unknown account
     */
    @DELETE
    @Path("accounts/{account:" + Parameters.UUID_PATTERN + "}")
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    public Erased erase(@RestPath UUID account) {
        return erasure.erase(account, client())
                .map(at -> {
                    sessions.endAll(account);
                    return new Erased(account, at);
                })
                .orElseThrow(() -> new RequestException(ErrorKind.NOT_FOUND, "nothing is known of this account"));
    }

    /**
     * Sends the list of erasures, by instant, to be stored outside the database.
     *
     * @param since the instant of the first line; by default all erasures
     * @return 429 if the client or the instance has reached its limit of concurrent snapshots
     */
    @GET
    @Path("erasures")
    @SnapshotStream
    @StreamCaller(CallerKind.PRIVACY_OFFICE)
    @Produces(JsonLines.MEDIA_TYPE)
    public StreamingOutput list(@RestQuery String since) {
        var start = Parameters.instant("since", since);
        return streams.guard(out -> write(start == null ? Instant.EPOCH : start, out));
    }

    /** Repeats the erasures of a list, as after a restore: one result per line, in order. Idempotent. */
    @POST
    @Path("erasures")
    @LineStream
    @StreamCaller(CallerKind.PRIVACY_OFFICE)
    @Consumes(JsonLines.MEDIA_TYPE)
    @Produces(JsonLines.MEDIA_TYPE)
    public StreamingOutput repeat(InputStream list) {
        var client = client();
        return lines.answer(list, ErasureLine.class, some -> repeat(some, client));
    }

    /** Uses one transaction per line. */
    private List<?> repeat(List<ErasureLine> some, String client) {
        var attempts = new LineAttempts();
        return some.stream()
                .map(line -> attempts.process(() ->
                        result(line, QuarkusTransaction.requiringNew().call(() -> repeat(line, client)))))
                .toList();
    }

    private RepeatedErasure repeat(ErasureLine line, String client) {
        var repeated = erasure.repeat(line.toListed(), client);
        if (repeated.outcome() != Outcome.IN_THE_FUTURE) {
            sessions.endAll(line.account());
        }
        return repeated;
    }

    private static Object result(ErasureLine line, RepeatedErasure repeated) {
        return repeated.outcome() == Outcome.IN_THE_FUTURE
                ? new RequestException(ErrorKind.INVALID_VALUE, "erasedAt is later than now")
                : new ErasureResult(line.ref(), line.account(), repeated.outcome(), repeated.erasedAt());
    }

    private void write(Instant since, OutputStream out) throws IOException {
        for (var some = erasure.after(new ListedErasure(null, since));
                !some.isEmpty();
                some = erasure.after(some.get(some.size() - 1))) {
            for (ListedErasure listed : some) {
                out.write(json.writeValueAsBytes(new Erased(listed.account(), listed.erasedAt())));
                out.write('\n');
            }
        }
    }

    private String client() {
        return caller.getClaim("azp");
    }
}
