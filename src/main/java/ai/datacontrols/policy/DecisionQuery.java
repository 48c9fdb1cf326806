package ai.datacontrols.policy;

import java.time.Instant;
import java.util.Set;

/**
 * May this be used?
 *
 * @param product the product it was created with; may be one that no rule knows
 * @param data its kind; may be one that no rule knows
 * @param createdAt when it was created
 * @param feedback the parts that feedback has; empty for other data
 * @param asOf the moment of asking
 */
public record DecisionQuery(String product, String data, Instant createdAt, Set<FeedbackPart> feedback, Instant asOf) {

    /** The same question about data created at another instant. */
    DecisionQuery createdAt(Instant other) {
        return new DecisionQuery(product, data, other, feedback, asOf);
    }
}
