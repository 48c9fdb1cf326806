package ai.datacontrols.ledger;

public enum ImportOutcome {
    LOADED,
    /** The account already had entries: the missing opt-out or plan was recorded as of now. */
    LOADED_AS_OF_NOW,
    ALREADY_KNOWN,
    /** Another plan or choice is already recorded for the account and product, and takes precedence. */
    KNOWN_OTHERWISE,
    CLOSED,
    UNKNOWN_PRODUCT,
    UNKNOWN_PLAN,
    /** The plan or a choice is later than now, by the database's clock. */
    IN_THE_FUTURE
}
