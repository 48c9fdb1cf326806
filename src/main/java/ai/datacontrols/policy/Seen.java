package ai.datacontrols.policy;

/**
 * What a page showed when its switch was pressed: the entries that had decided plan and choice (null when none had), by
 * their sequence, and the policy version. Entries and not what they say: out, in and out again is not the same page.
 */
public record Seen(Long planEntry, Long choiceEntry, String policyVersion) {

    /** What a page shows of a standing under the policy in force. */
    public static Seen of(Standing standing, Policy policy) {
        return new Seen(sequence(standing.planEntry()), sequence(standing.choiceEntry()), policy.version());
    }

    private static Long sequence(EntryRef entry) {
        return entry == null ? null : entry.sequence();
    }
}
