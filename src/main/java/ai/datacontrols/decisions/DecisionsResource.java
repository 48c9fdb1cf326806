package ai.datacontrols.decisions;

import ai.datacontrols.ledger.Feed;
import ai.datacontrols.ledger.FirstLoad;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.ApiProblem;
import ai.datacontrols.web.ApiProblem.Type;
import ai.datacontrols.web.JsonLines;
import ai.datacontrols.web.LineStream;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** May this be used? Every answer is read from the store when it is asked; nothing is kept in between. */
@Path("/api/v1/decisions")
@RolesAllowed("decisions-read")
public class DecisionsResource {

    private final Ledger ledger;
    private final Feed feed;
    private final FirstLoad firstLoad;
    private final PolicyTimeline timeline;
    private final JsonLines lines;

    DecisionsResource(Ledger ledger, Feed feed, FirstLoad firstLoad, PolicyTimeline timeline, JsonLines lines) {
        this.ledger = ledger;
        this.feed = feed;
        this.firstLoad = firstLoad;
        this.timeline = timeline;
        this.lines = lines;
    }

    /**
     * One question, one decision.
     *
     * @return the decision, also for an account, a product or a kind of data that nobody knows; 422 for a question that lacks
     *     something or is about the future, 503 until the first load is complete
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Answered decide(Asked asked) {
        if (asked == null) {
            throw new ApiProblem(Type.INVALID_REQUEST, "the document is empty");
        }
        JsonLines.check(asked);
        var account = fold().expect(asked.product(), asked.data(), asked.createdAt(), asked.asOf());
        var read = ledger.read(Map.of(asked.account(), account));
        if (!read.isLoadComplete()) {
            throw new ApiProblem(Type.FIRST_LOAD_INCOMPLETE, null);
        }
        return decision(asked, account, read.at());
    }

    /** Many questions: a line in, a line out, in order. A bad line is answered in its place and stops nothing. */
    @POST
    @Path("batch")
    @LineStream
    @Consumes(JsonLines.MEDIA_TYPE)
    @Produces(JsonLines.MEDIA_TYPE)
    public StreamingOutput decideMany(InputStream questions) {
        if (!firstLoad.isComplete()) {
            throw new ApiProblem(Type.FIRST_LOAD_INCOMPLETE, null);
        }
        return lines.answer(questions, Asked.class, this::decisions);
    }

    /** Questions about one account are answered by one fold, however many there are. */
    private List<?> decisions(List<Asked> questions) {
        var accounts = new HashMap<UUID, AccountFold>();
        questions.forEach(asked -> accounts.computeIfAbsent(asked.account(), account -> fold())
                .expect(asked.product(), asked.data(), asked.createdAt(), asked.asOf()));
        var at = ledger.read(accounts).at();
        return questions.stream()
                .map(asked -> decisionOrProblem(asked, accounts.get(asked.account()), at))
                .toList();
    }

    private Object decisionOrProblem(Asked asked, AccountFold account, Instant at) {
        try {
            return decision(asked, account, at);
        } catch (ApiProblem problem) {
            return problem;
        }
    }

    private AccountFold fold() {
        return new AccountFold(timeline);
    }

    private Answered decision(Asked asked, AccountFold account, Instant at) {
        var question = asked.toQuestion(account.notBeforeTheLast(at));
        var validFor = asked.asOf() == null ? feed.validFor(question.asOf()) : Duration.ZERO;
        return Answered.of(asked.ref(), account.decide(question), validFor);
    }
}
