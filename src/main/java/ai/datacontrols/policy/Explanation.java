package ai.datacontrols.policy;

import java.util.List;

/**
 * The explanation of a decision.
 *
 * @param passed the checks that were not conclusive, in order
 * @param settled the conclusive check; null if all were passed, which permits use
 */
public record Explanation(List<DecisionCheck> passed, DecisionCheck settled, Decision decision) {

    boolean hasSameOutcome(Explanation other) {
        return decision.permitted() == other.decision.permitted() && decision.reason() == other.decision.reason();
    }
}
