package ai.datacontrols.ledger;

import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.AccountFold;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

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
        var outcome = head.isErased() ? PlanOutcome.ACCOUNT_ERASED : outcome(report, recorded(report), now);
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
        var accounts = new HashMap<UUID, Preview>();
        reports.forEach(report -> accounts.computeIfAbsent(report.account(), account -> new Preview(timeline))
                .expect(report));
        var at = ledger.read(accounts).at();
        return reports.stream()
                .map(report -> preview(report, accounts.get(report.account()), at))
                .toList();
    }

    /** An account as far as some reports of its plans need it. */
    private static final class Preview implements Consumer<AccountEvent> {

        private final AccountFold fold;
        private final Map<PlanReport, PlanReports> reports = new LinkedHashMap<>();

        private Preview(PolicyTimeline timeline) {
            fold = new AccountFold(timeline);
        }

        private void expect(PlanReport report) {
            fold.expect(report.product(), null);
            reports.computeIfAbsent(report, its -> new PlanReports(its.product(), its.statement()));
        }

        @Override
        public void accept(AccountEvent event) {
            fold.accept(event);
            reports.values().forEach(recorded -> recorded.accept(event));
        }
    }

    private PlanReported preview(PlanReport report, Preview account, Instant at) {
        var now = account.fold.notBeforeTheLast(at);
        var outcome = account.fold.erasedAt() != null
                ? PlanOutcome.ACCOUNT_ERASED
                : outcome(report, account.reports.get(report), now);
        return new PlanReported(outcome, account.fold.standing(report.product(), now));
    }

    /** Compares a report with what is recorded, under the account lock, by the connection of the transaction. */
    private PlanReports recorded(PlanReport report) {
        var reports = new PlanReports(report.product(), report.statement());
        ledger.read(Map.of(report.account(), reports));
        return reports;
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

    private PlanOutcome outcome(PlanReport report, PlanReports recorded, Instant now) {
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
        return switch (recorded.judge(policy)) {
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
