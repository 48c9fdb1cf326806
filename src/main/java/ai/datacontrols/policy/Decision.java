package ai.datacontrols.policy;

import java.time.Instant;

/**
 * The result of a {@link DecisionQuery}.
 *
 * @param rule id of the rule that decided; null if no rule was evaluated
 * @param policyVersion the version in force at {@code asOf}
 * @param entry the entry of the account's history that decided; null if none did
 */
public record Decision(
        boolean permitted, String rule, Reason reason, String policyVersion, EntryRef entry, Instant asOf) {}
