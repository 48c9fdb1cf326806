package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.FeedbackPart;
import java.time.Instant;
import java.util.Set;

/**
 * A query: may this data be used?
 *
 * @param product the product it was created with; may be unknown to the rules
 * @param data its kind; may be unknown to the rules
 * @param createdAt when it was created
 * @param feedback the parts that feedback has; empty for other data
 * @param asOf the instant to decide for
 */
public record DecisionQuery(String product, String data, Instant createdAt, Set<FeedbackPart> feedback, Instant asOf) {

    /** Returns the same query for another instant of creation. */
    DecisionQuery createdAt(Instant other) {
        return new DecisionQuery(product, data, other, feedback, asOf);
    }
}
