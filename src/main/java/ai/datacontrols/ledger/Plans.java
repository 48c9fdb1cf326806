package ai.datacontrols.ledger;

import static java.util.stream.Collectors.groupingBy;

import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Recording;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.policy.Surface;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Records which plan an account is on. What is known already is not recorded again. */
@ApplicationScoped
public class Plans {

    private final Ledger ledger;
    private final PolicyTimeline timeline;
    private final DatabaseClock clock;

    Plans(Ledger ledger, PolicyTimeline timeline, DatabaseClock clock) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Records what billing says, in force from now on. With any outcome but RECORDED nothing was written. */
    @Transactional
    public PlanReported report(PlanReport report) {
        var head = ledger.lock(report.account());
        var turn = ledger.turn(report.account(), report.product(), null);
        var now = head.nextAt(turn.now());
        var standing = turn.standing().at(now, timeline);
        var outcome = head.isErased() ? PlanOutcome.ACCOUNT_ERASED : outcome(report, standing, now);
        if (outcome != PlanOutcome.RECORDED) {
            QuarkusTransaction.setRollbackOnly();
            return new PlanReported(outcome, standing);
        }
        var recording = new Recording(head.lastSequence + 1, now, Actor.BILLING, Surface.API, null);
        var entry = entry(head, recording, report.product(), report.plan());
        entry.startedAt = report.startedAt() == null ? null : report.startedAt().truncatedTo(ChronoUnit.MICROS);
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
        var now = clock.now();
        var known = CurrentPermission.of(
                        reports.stream().map(PlanReport::account).distinct().toList())
                .stream()
                .collect(groupingBy(row -> row.account));
        return reports.stream()
                .map(report -> {
                    var standing = known.getOrDefault(report.account(), List.of()).stream()
                            .filter(row -> row.product.equals(report.product()))
                            .findFirst()
                            .map(CurrentPermission::toStanding)
                            .orElseGet(() -> Standing.none(report.product()))
                            .at(now, timeline);
                    return new PlanReported(outcome(report, standing, now), standing);
                })
                .toList();
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
        ledger.append(head, entry(head, recording, product, plan), standing);
    }

    private PlanOutcome outcome(PlanReport report, Standing standing, Instant now) {
        var product = timeline.at(now).product(report.product());
        if (product.isEmpty()) {
            return PlanOutcome.UNKNOWN_PRODUCT;
        }
        if (report.plan() != null && product.get().plan(report.plan()).isEmpty()) {
            return PlanOutcome.UNKNOWN_PLAN;
        }
        if (report.startedAt() != null
                && (report.startedAt().isAfter(now) || report.startedAt().isBefore(Instant.EPOCH))) {
            return PlanOutcome.IMPOSSIBLE_START;
        }
        return Objects.equals(report.plan(), standing.plan()) ? PlanOutcome.ALREADY_KNOWN : PlanOutcome.RECORDED;
    }

    private static LedgerEntry entry(AccountHead head, Recording recording, String product, String plan) {
        var event = plan == null ? new PlanEnded(recording, product) : new PlanStarted(recording, product, plan);
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
