package ai.datacontrols.decisions;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.ledger.store.HistoryRead;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Reason;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** Decides requests of each format. Every decision follows from what the database has at that moment. */
@Singleton
public class Decisions {

    private final Ledger ledger;
    private final ChangeFeed feed;
    private final PolicyTimeline timeline;
    private final Clock clock;

    Decisions(Ledger ledger, ChangeFeed feed, PolicyTimeline timeline, Clock clock) {
        this.ledger = ledger;
        this.feed = feed;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Decides one request.
     *
     * @throws RequestException if it asks about the future, or before the initial import is complete
     */
    public DecisionResponse decide(DecisionRequest request) {
        var result = decideAll(List.of(request)).get(0);
        if (result instanceof RequestException refused) {
            throw refused;
        }
        return (DecisionResponse) result;
    }

    /**
     * Decides requests. Those about one account are decided by one fold, and all accounts are read in one statement.
     *
     * @return in their order a {@link DecisionResponse} for each, or the {@link RequestException} of one about the
     *     future
     * @throws RequestException before the initial import is complete
     */
    public List<Object> decideAll(List<DecisionRequest> requests) {
        var accounts = new HashMap<UUID, AccountFold>();
        requests.forEach(request -> accounts.computeIfAbsent(request.account(), account -> new AccountFold(timeline))
                .expect(request.product(), request.data(), request.createdAt(), request.asOf()));
        var read = ledger.readWithUnverifiable(accounts);
        if (!read.isLoadComplete()) {
            throw new RequestException(ErrorKind.FIRST_LOAD_INCOMPLETE);
        }
        return requests.stream()
                .map(request -> decisionOrProblem(request, accounts.get(request.account()), read))
                .toList();
    }

    /** Denies a request that names nothing an account could permit, without reading anything. */
    public DecisionResponse deny(Reason reason) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new DecisionResponse(
                null,
                false,
                null,
                reason,
                timeline.at(now).version(),
                null,
                now,
                feed.validFor(now).toSeconds());
    }

    private Object decisionOrProblem(DecisionRequest request, AccountFold account, HistoryRead read) {
        try {
            return decision(request, account, read);
        } catch (RequestException exception) {
            return exception;
        }
    }

    private DecisionResponse decision(DecisionRequest request, AccountFold account, HistoryRead read) {
        var query = request.toQuery(account.notBeforeTheLast(read.at()));
        var validFor = request.asOf() == null ? feed.validFor(query.asOf()) : Duration.ZERO;
        var decision = read.isVerified(request.account()) ? account.decide(query) : account.denyUnverifiable(query);
        return DecisionResponse.of(request.ref(), decision, validFor);
    }
}
