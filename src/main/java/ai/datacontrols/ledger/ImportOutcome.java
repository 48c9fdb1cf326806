package ai.datacontrols.ledger;

/** What became of an earlier record. */
public enum ImportOutcome {
    /** All of it was recorded, with its own instants. */
    LOADED,
    /** The account was here before its record: the opt-out, or the plan, that was missing here was recorded as of now. */
    LOADED_AS_OF_NOW,
    /** The same was loaded before; nothing is recorded. */
    ALREADY_KNOWN,
    /** The account has other entries for the product, which are kept; nothing is recorded. */
    KNOWN_OTHERWISE,
    /** The first load is complete; nothing is loaded any more. */
    CLOSED,
    /** The policy in force has no such product. */
    UNKNOWN_PRODUCT,
    /** The policy in force has no such plan of the product. */
    UNKNOWN_PLAN,
    /** Plan or choice would begin later than now, by the database's clock. */
    IN_THE_FUTURE
}
