package ai.datacontrols.ledger;

/** What became of a report about a plan. */
public enum SubscriptionOutcome {
    RECORDED,
    /** The account is on that plan already, and the report says nothing new about it; nothing is recorded. */
    ALREADY_KNOWN,
    /** The report is older than the current plan; nothing is recorded. */
    STALE,
    /** Nothing tells which report is older; the plan under which less may be used is kept, and nothing is recorded. */
    AMBIGUOUS,
    /** The policy in force has no such product. */
    UNKNOWN_PRODUCT,
    /** The policy in force has no such plan of the product. */
    UNKNOWN_PLAN,
    /** It started or ended later than now, by the database's clock, or before 1970. */
    IMPOSSIBLE_INSTANT,
    /** The account was erased; nothing is taken in any more. */
    ACCOUNT_ERASED
}
