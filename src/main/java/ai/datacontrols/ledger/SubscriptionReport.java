package ai.datacontrols.ledger;

import ai.datacontrols.policy.reports.PlanStatement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A report of billing about an account's plan.
 *
 * @param plan the current plan, or null if the plan ended
 * @param effectiveAt when the plan started or ended according to billing, in microseconds; used to order reports, while
 *     the plan counts from its recording; may be null
 * @param revision billing's increasing number; orders reports that start at the same instant; may be null
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
