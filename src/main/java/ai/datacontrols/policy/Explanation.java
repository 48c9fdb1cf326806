package ai.datacontrols.policy;

import java.util.List;

/**
 * How a decision was found.
 *
 * @param passed the questions that did not settle it, in order
 * @param settled the one that did; null when all were passed, and so it is permitted
 * @param decision what came of it
 */
public record Explanation(List<DecisionCheck> passed, DecisionCheck settled, Decision decision) {

    boolean hasSameOutcome(Explanation other) {
        return decision.permitted() == other.decision.permitted() && decision.reason() == other.decision.reason();
    }
}
