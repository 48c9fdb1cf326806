package ai.datacontrols.ledger;

/** The outcome of a plan report. */
public enum SubscriptionOutcome {
    RECORDED,
    /** The account is on that plan already, and the report adds nothing to it; nothing is recorded. */
    ALREADY_KNOWN,
    /** The report is older than the current plan; nothing is recorded. */
    STALE,
    /** The order of the reports can't be determined; the plan that allows less use is kept, and nothing is recorded. */
    AMBIGUOUS,
    UNKNOWN_PRODUCT,
    UNKNOWN_PLAN,
    /** The start or end is later than now, by the database's clock, or before 1970. */
    IMPOSSIBLE_INSTANT,
    /** The account was erased; nothing more is recorded. */
    ACCOUNT_ERASED
}
