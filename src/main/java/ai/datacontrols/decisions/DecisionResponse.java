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
 * Whether it may be used, and why.
 *
 * @param ref what the caller called the question; absent where it was not named
 * @param permitted whether it may be used
 * @param rule the rule that decided; null where none got that far
 * @param reason one code of a closed set
 * @param policyVersion the version in force at {@code asOf}
 * @param entry the entry of the account's history that decided; null where none did
 * @param asOf the moment it holds for
 * @param validFor for how many seconds after {@code asOf} the data may be used by this answer; 0 if the question named {@code asOf}
 */
record DecisionResponse(
        @JsonInclude(Include.NON_NULL) JsonNode ref,
        boolean permitted,
        String rule,
        Reason reason,
        String policyVersion,
        Entry entry,
        Instant asOf,
        long validFor) {

    /** An entry by its place in the account's history, from 1, and when it happened. */
    record Entry(long sequence, Instant at) {

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
