package ai.datacontrols.policy.rules;

/** Whether data that a rule applies to may be used. */
public enum UsageRule {
    /** Used by default, until the account opts out. */
    UNLESS_OPTED_OUT,
    /** Never used; there is no choice. */
    NEVER,
    /** Used because the person provided it for that purpose. */
    WHEN_GIVEN
}
