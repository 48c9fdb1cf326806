package ai.datacontrols.decisions;

import ai.datacontrols.policy.Decision;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.Reason;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the data may be used, and why.
 *
 * @param ref the client's reference; absent if the request had none
 * @param rule the rule that decided; null if none applied
 * @param policyVersion the version in force at {@code asOf}
 * @param entry the entry of the account's history that decided; null if none did
 * @param validFor for how many seconds after {@code asOf} the decision may be relied on; 0 if the request had {@code
 *     asOf}
 */
public record DecisionResponse(
        @JsonInclude(Include.NON_NULL) JsonNode ref,
        boolean permitted,
        String rule,
        Reason reason,
        String policyVersion,
        Entry entry,
        Instant asOf,
        long validFor) {

    /** An entry by its sequence number in the account's history, from 1, and its instant. */
    public record Entry(long sequence, Instant at) {

        static Entry of(EntryRef entry) {
            return entry == null ? null : new Entry(entry.sequence(), entry.at());
        }
    }

    static DecisionResponse of(JsonNode ref, Decision decision, Duration validFor) {
        return new DecisionResponse(
                ref,
                decision.permitted(),
                decision.rule(),
                decision.reason(),
                decision.policyVersion(),
                Entry.of(decision.entry()),
                decision.asOf(),
                validFor.toSeconds());
    }
}
