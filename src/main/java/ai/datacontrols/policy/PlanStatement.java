package ai.datacontrols.policy;

import java.time.Instant;

/**
 * What a report says about the plan of an account on one product.
 *
 * @param plan the plan; null when the plan ended
 * @param effectiveAt when the plan started or ended according to the reporter; null when not stated
 * @param revision the reporter's own growing number; null when not stated
 */
public record PlanStatement(String plan, Instant effectiveAt, Long revision) {

    /** Whether this adds neither an instant nor a revision to another statement of the same plan. */
    boolean addsNothingTo(PlanStatement other) {
        return (effectiveAt == null || effectiveAt.equals(other.effectiveAt))
                && (revision == null || revision.equals(other.revision));
    }
}
