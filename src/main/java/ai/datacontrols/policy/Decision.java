package ai.datacontrols.policy;

import java.time.Instant;

/**
 * The result of a {@link DecisionQuery}.
 *
 * @param permitted whether the data may be used
 * @param rule id of the rule that decided; null if no rule was evaluated
 * @param reason the cause
 * @param policyVersion the version in force at {@code asOf}
 * @param entry the entry of the account's history that decided; null if none did
 * @param asOf the instant that the decision holds for
 */
public record Decision(
        boolean permitted, String rule, Reason reason, String policyVersion, EntryRef entry, Instant asOf) {}
