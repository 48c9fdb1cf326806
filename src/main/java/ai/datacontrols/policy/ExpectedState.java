package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.Policy;

/**
 * The state that a page showed when its switch was pressed: the sequences of the entries that decided plan and choice
 * (null for no entry), and the policy version. Compares entry numbers, not values, to avoid the ABA problem.
 */
public record ExpectedState(Long planEntry, Long choiceEntry, String policyVersion) {

    public static ExpectedState of(ConsentState consentState, Policy policy) {
        return new ExpectedState(
                sequence(consentState.planEntry()), sequence(consentState.choiceEntry()), policy.version());
    }

    private static Long sequence(EntryRef entry) {
        return entry == null ? null : entry.sequence();
    }
}
