package ai.datacontrols.ledger;

import ai.datacontrols.policy.reports.PlanStatement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A report of billing about an account's plan.
 *
 * @param plan the current plan, or null if the plan ended
 * @param effectiveAt when the plan started or ended according to billing, in microseconds, or null; only orders
 *     reports, because the plan counts from its recording
 * @param revision billing's increasing number, or null; orders reports that start at the same instant
 */
public record SubscriptionReport(UUID account, String product, String plan, Instant effectiveAt, Long revision) {

    public SubscriptionReport {
        // PostgreSQL's precision
        effectiveAt = effectiveAt == null ? null : effectiveAt.truncatedTo(ChronoUnit.MICROS);
    }

    public SubscriptionReport(UUID account, String product, String plan, Instant effectiveAt) {
        this(account, product, plan, effectiveAt, null);
    }

    PlanStatement statement() {
        return new PlanStatement(plan, effectiveAt, revision);
    }
}
