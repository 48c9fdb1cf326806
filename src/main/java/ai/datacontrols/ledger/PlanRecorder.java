package ai.datacontrols.ledger;

import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.reports.PlanReports;
import ai.datacontrols.policy.reports.PlanStatement;
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

/** Records the plans of accounts. A report that is already known, or older than the known ones, isn't recorded (ADR 19). */
@ApplicationScoped
public class PlanRecorder {

    private final Ledger ledger;
    private final PolicyTimeline timeline;

    PlanRecorder(Ledger ledger, PolicyTimeline timeline) {
        this.ledger = ledger;
        this.timeline = timeline;
    }

    /** Records a report of billing, effective immediately. With any outcome but RECORDED nothing was written. */
    @Transactional
    public SubscriptionResult report(SubscriptionReport report) {
        if (!timeline.knows(report.product())) {
            return new SubscriptionResult(SubscriptionOutcome.UNKNOWN_PRODUCT, ConsentState.none(report.product()));
        }
        var head = ledger.lockProven(report.account());
        var locked = ledger.readLocked(head, report.product(), null);
        var now = head.nextAt(locked.now());
        var consentState = locked.consentState().asOf(now, timeline);
        var outcome = head.isErased() ? SubscriptionOutcome.ACCOUNT_ERASED : outcome(report, recorded(report), now);
        if (outcome != SubscriptionOutcome.RECORDED) {
            QuarkusTransaction.setRollbackOnly();
            return new SubscriptionResult(outcome, consentState);
        }
        var metadata = new EventMetadata(head.lastSequence + 1, now, Actor.BILLING, Channel.API, null);
        var entry = entry(head, metadata, report.product(), report.statement());
        ledger.append(head, entry, locked.consentState());
        return new SubscriptionResult(outcome, consentState.apply(entry.toEvent(), timeline));
    }

    /** Returns the outcomes that reports would have now: in a nightly reconciliation, most reports change nothing. */
    @Transactional
    public List<SubscriptionResult> preview(List<SubscriptionReport> reports) {
        var accounts = new HashMap<UUID, Preview>();
        reports.forEach(report -> accounts.computeIfAbsent(report.account(), account -> new Preview(timeline))
                .expect(report));
        var read = ledger.readWithUnverifiable(accounts);
        return reports.stream()
                .map(report -> read.isVerified(report.account())
                        ? preview(report, accounts.get(report.account()), read.at())
                        // attempted, so that the report fails on its own
                        : new SubscriptionResult(SubscriptionOutcome.RECORDED, ConsentState.none(report.product())))
                .toList();
    }

    private static final class Preview implements Consumer<AccountEvent> {

        private final AccountFold fold;
        private final Map<SubscriptionReport, PlanReports> reports = new LinkedHashMap<>();

        private Preview(PolicyTimeline timeline) {
            fold = new AccountFold(timeline);
        }

        private void expect(SubscriptionReport report) {
            fold.expect(report.product(), null);
            reports.computeIfAbsent(report, its -> new PlanReports(its.product(), its.statement()));
        }

        @Override
        public void accept(AccountEvent event) {
            fold.accept(event);
            reports.values().forEach(recorded -> recorded.accept(event));
        }
    }

    private SubscriptionResult preview(SubscriptionReport report, Preview account, Instant at) {
        var now = account.fold.notBeforeTheLast(at);
        var outcome = account.fold.erasedAt() != null
                ? SubscriptionOutcome.ACCOUNT_ERASED
                : outcome(report, account.reports.get(report), now);
        return new SubscriptionResult(outcome, account.fold.consentState(report.product(), now));
    }

    private PlanReports recorded(SubscriptionReport report) {
        var reports = new PlanReports(report.product(), report.statement());
        ledger.read(Map.of(report.account(), reports));
        return reports;
    }

    /**
     * Records the plan that a token claims, unless it is known or a later one was recorded after the token was issued.
     *
     * @param plan the plan, or null if the account has none on that product
     */
    @Transactional
    public void syncFromToken(UUID account, String product, String plan, Instant issuedAt) {
        var head = ledger.lockProven(account);
        var locked = ledger.readLocked(head, product, null);
        var now = head.nextAt(locked.now());
        var consentState = locked.consentState();
        if (head.isErased()
                || Objects.equals(plan, consentState.plan())
                || hasPlanReportAfter(issuedAt, account, consentState)) {
            QuarkusTransaction.setRollbackOnly();
            return;
        }
        var metadata = new EventMetadata(head.lastSequence + 1, now, Actor.IDENTITY_PROVIDER, Channel.SIGN_IN, null);
        ledger.append(head, entry(head, metadata, product, new PlanStatement(plan, null, null)), consentState);
    }

    private SubscriptionOutcome outcome(SubscriptionReport report, PlanReports recorded, Instant now) {
        var policy = timeline.at(now);
        var product = policy.product(report.product());
        if (product.isEmpty()) {
            return SubscriptionOutcome.UNKNOWN_PRODUCT;
        }
        if (report.plan() != null && product.get().plan(report.plan()).isEmpty()) {
            return SubscriptionOutcome.UNKNOWN_PLAN;
        }
        if (report.effectiveAt() != null
                && (report.effectiveAt().isAfter(now) || report.effectiveAt().isBefore(Instant.EPOCH))) {
            return SubscriptionOutcome.IMPOSSIBLE_INSTANT;
        }
        return switch (recorded.judge(policy)) {
            case NEWER, CORRECTED, PRECEDES, REPLACES_UNDATED -> SubscriptionOutcome.RECORDED;
            case ALREADY_KNOWN -> SubscriptionOutcome.ALREADY_KNOWN;
            case STALE -> SubscriptionOutcome.STALE;
            case AMBIGUOUS -> SubscriptionOutcome.AMBIGUOUS;
        };
    }

    private static LedgerEntry entry(
            AccountHead head, EventMetadata metadata, String product, PlanStatement statement) {
        var event = statement.plan() == null
                ? new PlanEnded(metadata, product, statement.effectiveAt(), statement.revision())
                : new PlanStarted(metadata, product, statement.plan(), statement.effectiveAt(), statement.revision());
        return LedgerEntry.from(event, head.account, metadata.at());
    }

    private boolean hasPlanReportAfter(Instant issuedAt, UUID account, ConsentState consentState) {
        if (consentState.planEntry() == null) {
            return false;
        }
        var last = ledger.entry(account, consentState.planEntry().sequence()).orElseThrow();
        return last.recordedAt.isAfter(issuedAt);
    }
}
