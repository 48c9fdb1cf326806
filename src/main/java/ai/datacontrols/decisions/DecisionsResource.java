package ai.datacontrols.decisions;

import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.ledger.store.HistoryRead;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.PolicyTimeline;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Decides whether data may be used. Every decision follows from what the database has at that moment. */
@Path("/api/v1/decisions")
@RolesAllowed("decisions-read")
public class DecisionsResource {

    private final Ledger ledger;
    private final ChangeFeed feed;
    private final InitialImport initialImport;
    private final PolicyTimeline timeline;
    private final JsonLines lines;

    DecisionsResource(
            Ledger ledger, ChangeFeed feed, InitialImport initialImport, PolicyTimeline timeline, JsonLines lines) {
        this.ledger = ledger;
        this.feed = feed;
        this.initialImport = initialImport;
        this.timeline = timeline;
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
        var account = fold().expect(request.product(), request.data(), request.createdAt(), request.asOf());
        var read = ledger.readWithUnverifiable(Map.of(request.account(), account));
        if (!read.isLoadComplete()) {
            throw new RequestException(ErrorKind.FIRST_LOAD_INCOMPLETE);
        }
        return decision(request, account, read);
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
        return lines.answer(questions, DecisionRequest.class, this::decisions);
    }

    /** All requests about one account are decided by one fold. */
    private List<?> decisions(List<DecisionRequest> questions) {
        var accounts = new HashMap<UUID, AccountFold>();
        questions.forEach(request -> accounts.computeIfAbsent(request.account(), account -> fold())
                .expect(request.product(), request.data(), request.createdAt(), request.asOf()));
        var read = ledger.readWithUnverifiable(accounts);
        return questions.stream()
                .map(request -> decisionOrProblem(request, accounts.get(request.account()), read))
                .toList();
    }

    private Object decisionOrProblem(DecisionRequest request, AccountFold account, HistoryRead read) {
        try {
            return decision(request, account, read);
        } catch (RequestException exception) {
            return exception;
        }
    }

    private AccountFold fold() {
        return new AccountFold(timeline);
    }

    private DecisionResponse decision(DecisionRequest request, AccountFold account, HistoryRead read) {
        var query = request.toQuery(account.notBeforeTheLast(read.at()));
        var validFor = request.asOf() == null ? feed.validFor(query.asOf()) : Duration.ZERO;
        var decision = read.isVerified(request.account()) ? account.decide(query) : account.denyUnverifiable(query);
        return DecisionResponse.of(request.ref(), decision, validFor);
    }
}
