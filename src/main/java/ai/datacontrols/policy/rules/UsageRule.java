package ai.datacontrols.policy.rules;

public enum UsageRule {
    UNLESS_OPTED_OUT,
    NEVER,
    /** Used because the person provided it for that purpose. */
    WHEN_GIVEN
}
