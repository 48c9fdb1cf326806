package ai.datacontrols.policy;

public enum ChoiceOutcome {
    RECORDED,
    /** The state already is the requested one; nothing is recorded. */
    UNCHANGED,
    /** An opt-in although the plan excludes use or no plan is known, or a withdrawal although the plan has a choice. */
    REFUSED_BY_PLAN,
    /** An opt-in or a withdrawal from a page that shows an outdated state. */
    STALE,
    /** The account has reached the daily limit of opt-ins and withdrawals. */
    OPT_IN_LIMIT_REACHED,
    ACCOUNT_ERASED
}
