package ai.datacontrols.policy;

/** Whether data that a rule applies to may be used. */
public enum UsageRule {
    /** Used by default, until the account opts out. */
    UNLESS_OPTED_OUT,
    /** Never used; there is nothing to choose. */
    NEVER,
    /** Used because the person gave it for that purpose. */
    WHEN_GIVEN
}
