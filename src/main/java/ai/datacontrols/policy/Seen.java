package ai.datacontrols.policy;

/** What a page showed when its switch was pressed: plan and choice (null when none) and the policy version. */
public record Seen(String plan, Choice choice, String policyVersion) {

    /** What a page shows of a standing under the policy in force. */
    public static Seen of(Standing standing, Policy policy) {
        return new Seen(standing.plan(), standing.choice(), policy.version());
    }
}
