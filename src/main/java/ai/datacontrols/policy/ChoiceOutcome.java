package ai.datacontrols.policy;

/** The outcome of a requested choice. */
public enum ChoiceOutcome {
    /** It changes something, so it is recorded. */
    RECORDED,
    /** It is the current choice already; nothing is recorded. */
    UNCHANGED,
    /** Opting in where the plan excludes use, or no plan is known. */
    REFUSED_BY_PLAN,
    /** An opt-in made on a page that no longer shows what is true. */
    STALE,
    /** An opt-in by an account that has opted in as often as it may in a day. */
    OPT_IN_LIMIT_REACHED,
    /** The account was erased: nothing of it is used, and nothing more is recorded about it. */
    ACCOUNT_ERASED
}
