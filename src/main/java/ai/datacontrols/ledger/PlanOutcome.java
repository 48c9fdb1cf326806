package ai.datacontrols.ledger;

/** What became of a report about a plan. */
public enum PlanOutcome {
    RECORDED,
    /** The account is on that plan already; nothing is recorded. */
    ALREADY_KNOWN,
    /** The policy in force has no such product. */
    UNKNOWN_PRODUCT,
    /** The policy in force has no such plan of the product. */
    UNKNOWN_PLAN,
    /** It began later than now, by the database's clock, or before 1970. */
    IMPOSSIBLE_START,
    /** The account was erased; nothing is taken in any more. */
    ACCOUNT_ERASED
}
