package ai.datacontrols.ledger;

import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.PlanReports;
import ai.datacontrols.policy.PlanStatement;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Recording;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.policy.Surface;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Records which plan an account is on. What is known already, or older than what is known, is not recorded (ADR 0019). */
@ApplicationScoped
public class Plans {

    private final Ledger ledger;
    private final PolicyTimeline timeline;

    Plans(Ledger ledger, PolicyTimeline timeline) {
        this.ledger = ledger;
        this.timeline = timeline;
    }

    /** Records what billing says, in force from now on. With any outcome but RECORDED nothing was written. */
    @Transactional
    public PlanReported report(PlanReport report) {
        var head = ledger.lock(report.account());
        var turn = ledger.turn(report.account(), report.product(), null);
        var now = head.nextAt(turn.now());
        var standing = turn.standing().at(now, timeline);
        var outcome = head.isErased() ? PlanOutcome.ACCOUNT_ERASED : outcome(report, history(report.account()), now);
        if (outcome != PlanOutcome.RECORDED) {
            QuarkusTransaction.setRollbackOnly();
            return new PlanReported(outcome, standing);
        }
        var recording = new Recording(head.lastSequence + 1, now, Actor.BILLING, Surface.API, null);
        var entry = entry(head, recording, report.product(), report.statement());
        ledger.append(head, entry, turn.standing());
        return new PlanReported(outcome, standing.after(entry.toEvent(), timeline));
    }

    /**
     * What would become of reports now, without recording any: most of a nightly reconciliation is known already.
     *
     * @return one for each report, in their order
     */
    @Transactional
    public List<PlanReported> look(List<PlanReport> reports) {
        var histories = ledger.histories(
                reports.stream().map(PlanReport::account).distinct().toList());
        return reports.stream()
                .map(report -> preview(report, histories.byAccount().get(report.account()), histories.at()))
                .toList();
    }

    /** Read under the account lock, by the connection of the transaction. */
    private AccountHistory history(UUID account) {
        return ledger.histories(List.of(account)).byAccount().get(account);
    }

    private PlanReported preview(PlanReport report, AccountHistory history, Instant at) {
        var now = history.notBeforeTheLast(at);
        var outcome = history.isErased() ? PlanOutcome.ACCOUNT_ERASED : outcome(report, history, now);
        return new PlanReported(outcome, history.standing(report.product(), now, timeline));
    }

    /**
     * Records what a sign-in says. Nothing is written when that is known already, nor when the ledger learned of a plan after
     * the token was issued.
     *
     * @param plan the plan; null when the account has none on that product
     * @param saidAt when the token was issued
     */
    @Transactional
    public void atSignIn(UUID account, String product, String plan, Instant saidAt) {
        var head = ledger.lock(account);
        var turn = ledger.turn(account, product, null);
        var now = head.nextAt(turn.now());
        var standing = turn.standing();
        if (head.isErased() || Objects.equals(plan, standing.plan()) || toldOfAPlanAfter(saidAt, account, standing)) {
            QuarkusTransaction.setRollbackOnly();
            return;
        }
        var recording = new Recording(head.lastSequence + 1, now, Actor.IDENTITY_PROVIDER, Surface.SIGN_IN, null);
        ledger.append(head, entry(head, recording, product, new PlanStatement(plan, null, null)), standing);
    }

    private PlanOutcome outcome(PlanReport report, AccountHistory history, Instant now) {
        var policy = timeline.at(now);
        var product = policy.product(report.product());
        if (product.isEmpty()) {
            return PlanOutcome.UNKNOWN_PRODUCT;
        }
        if (report.plan() != null && product.get().plan(report.plan()).isEmpty()) {
            return PlanOutcome.UNKNOWN_PLAN;
        }
        if (report.effectiveAt() != null
                && (report.effectiveAt().isAfter(now) || report.effectiveAt().isBefore(Instant.EPOCH))) {
            return PlanOutcome.IMPOSSIBLE_INSTANT;
        }
        return switch (PlanReports.of(history, report.product()).judge(report.statement(), policy)) {
            case NEWER, CORRECTED, PRECEDES, REPLACES_UNDATED -> PlanOutcome.RECORDED;
            case ALREADY_KNOWN -> PlanOutcome.ALREADY_KNOWN;
            case STALE -> PlanOutcome.STALE;
            case AMBIGUOUS -> PlanOutcome.AMBIGUOUS;
        };
    }

    private static LedgerEntry entry(AccountHead head, Recording recording, String product, PlanStatement statement) {
        var event = statement.plan() == null
                ? new PlanEnded(recording, product, statement.effectiveAt(), statement.revision())
                : new PlanStarted(recording, product, statement.plan(), statement.effectiveAt(), statement.revision());
        return LedgerEntry.from(event, head.account, recording.at());
    }

    private static boolean toldOfAPlanAfter(Instant saidAt, UUID account, Standing standing) {
        if (standing.planEntry() == null) {
            return false;
        }
        LedgerEntry last = LedgerEntry.findById(
                new LedgerEntry.Key(account, standing.planEntry().sequence()));
        return last.recordedAt.isAfter(saidAt);
    }
}
