package ai.datacontrols.ledger;

/** The outcome of importing a record. */
public enum ImportOutcome {
    /** The whole record was imported, with its own instants. */
    LOADED,
    /** The account already had entries: the missing opt-out or plan was recorded as of now. */
    LOADED_AS_OF_NOW,
    /** The same record was imported before; nothing is recorded. */
    ALREADY_KNOWN,
    /**
     * A different plan or choice is already recorded for the account and product, and takes precedence; nothing is
     * recorded.
     */
    KNOWN_OTHERWISE,
    /** The initial import is complete; nothing more can be imported. */
    CLOSED,
    UNKNOWN_PRODUCT,
    UNKNOWN_PLAN,
    /** The plan or a choice is later than now, by the database's clock. */
    IN_THE_FUTURE
}
