package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.FeedbackPart;
import java.time.Instant;
import java.util.Set;

/**
 * A query: may this data be used? Product and kind of data may be unknown to the rules.
 *
 * @param createdAt when the data was created
 * @param feedback the parts that feedback has; empty for other data
 */
public record DecisionQuery(String product, String data, Instant createdAt, Set<FeedbackPart> feedback, Instant asOf) {

    DecisionQuery createdAt(Instant other) {
        return new DecisionQuery(product, data, other, feedback, asOf);
    }
}
