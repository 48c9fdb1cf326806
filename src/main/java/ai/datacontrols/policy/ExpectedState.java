package ai.datacontrols.policy;

/**
 * What a page showed when its switch was pressed: the entries that had decided plan and choice (null when none had), by
 * their sequence, and the policy version. Entries and not what they say: out, in and out again is not the same page.
 */
public record ExpectedState(Long planEntry, Long choiceEntry, String policyVersion) {

    /** What a page shows of a consent state under the policy in force. */
    public static ExpectedState of(ConsentState consentState, Policy policy) {
        return new ExpectedState(
                sequence(consentState.planEntry()), sequence(consentState.choiceEntry()), policy.version());
    }

    private static Long sequence(EntryRef entry) {
        return entry == null ? null : entry.sequence();
    }
}
