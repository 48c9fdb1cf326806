package ai.datacontrols.policy;

/** What a rule says of the data it speaks of. */
public enum UsageRule {
    /** Used by default, until the account opts out. */
    UNLESS_OPTED_OUT,
    /** Never used; there is nothing to choose. */
    NEVER,
    /** Used because the person gave it for that; whoever does not want it used does not give it. */
    WHEN_GIVEN
}
