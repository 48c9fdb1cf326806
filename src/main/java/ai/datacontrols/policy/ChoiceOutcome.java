package ai.datacontrols.policy;

/** The outcome of a requested choice. */
public enum ChoiceOutcome {
    /** The choice changed the state and was recorded. */
    RECORDED,
    /** It already is the current choice; nothing is recorded. */
    UNCHANGED,
    /** An opt-in although the plan excludes use, or no plan is known. */
    REFUSED_BY_PLAN,
    /** An opt-in from a page that shows an outdated state. */
    STALE,
    /** The account has reached the daily limit of opt-ins. */
    OPT_IN_LIMIT_REACHED,
    /** The account was erased: none of its data is used, and nothing more is recorded about it. */
    ACCOUNT_ERASED
}
