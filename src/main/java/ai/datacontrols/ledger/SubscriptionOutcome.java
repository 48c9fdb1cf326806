package ai.datacontrols.ledger;

public enum SubscriptionOutcome {
    RECORDED,
    ALREADY_KNOWN,
    STALE,
    /** The order of the reports can't be determined; the plan that allows less use is kept, and nothing is recorded. */
    AMBIGUOUS,
    UNKNOWN_PRODUCT,
    UNKNOWN_PLAN,
    /** The start or end is later than now, by the database's clock, or before 1970. */
    IMPOSSIBLE_INSTANT,
    ACCOUNT_ERASED
}
