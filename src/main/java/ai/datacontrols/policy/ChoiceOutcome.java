package ai.datacontrols.policy;

/** What becomes of a choice that somebody wants to make. */
public enum ChoiceOutcome {
    /** It changes something, so it is recorded. */
    RECORDED,
    /** It stands already; nothing is recorded. */
    ALREADY_STANDING,
    /** Opting in where the plan excludes use, or no plan is known. */
    REFUSED_BY_PLAN,
    /** An opt-in made on a page that no longer shows what is true. */
    STALE
}
