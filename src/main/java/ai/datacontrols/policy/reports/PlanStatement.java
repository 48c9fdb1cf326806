package ai.datacontrols.policy.reports;

import java.time.Instant;

/**
 * A report about an account's plan on one product.
 *
 * @param plan the plan; null if the plan ended
 * @param effectiveAt when the plan started or ended according to the reporter; null if not stated
 * @param revision the reporter's increasing number; null if not stated
 */
public record PlanStatement(String plan, Instant effectiveAt, Long revision) {

    boolean addsNothingTo(PlanStatement other) {
        return (effectiveAt == null || effectiveAt.equals(other.effectiveAt))
                && (revision == null || revision.equals(other.revision));
    }
}
