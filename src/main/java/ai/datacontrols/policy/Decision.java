package ai.datacontrols.policy;

import java.time.Instant;

/**
 * The answer to a {@link DecisionQuery}.
 *
 * @param permitted whether the data may be used
 * @param rule the id of the rule that decided; null where no rule got that far
 * @param reason why
 * @param policyVersion the version in force at {@code asOf}
 * @param entry the entry of the account's history that decided; null where none did
 * @param asOf the moment it holds for
 */
public record Decision(
        boolean permitted, String rule, Reason reason, String policyVersion, EntryRef entry, Instant asOf) {}
