package ai.datacontrols.policy;

/** The cause of a decision. The set is closed: clients may switch over it. */
public enum Reason {
    ON_BY_DEFAULT,
    OPTED_IN,
    FEEDBACK_GIVEN,
    OPTED_OUT,
    PLAN_EXCLUDED,
    DATA_EXCLUDED,
    NOT_USABLE_SINCE_CREATION,
    FEEDBACK_INCOMPLETE,
    NO_RULE,
    UNKNOWN_ACCOUNT,
    ACCOUNT_ERASED,
    UNKNOWN_PLAN,
    /** The stored history fails verification, so nothing is known for certain. */
    RECORD_UNVERIFIABLE
}
