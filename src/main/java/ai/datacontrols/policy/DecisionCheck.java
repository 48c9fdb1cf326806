package ai.datacontrols.policy;

/** The checks of a decision, in this order. The first conclusive check decides; the others are passed. */
public enum DecisionCheck {
    /** Does the account have any entry? */
    ACCOUNT_KNOWN,
    /** Is the account not erased? */
    ACCOUNT_THERE,
    /** Does a rule apply to this product and kind of data? */
    RULE_EXISTS,
    /** Was the data created by {@code asOf}? */
    CREATED_BY_THEN,
    /** Is this kind of data used on any plan? */
    DATA_USED_AT_ALL,
    /** Is the data not feedback? Feedback has its own rule. */
    OTHER_THAN_FEEDBACK,
    /** Was a plan known? */
    PLAN_KNOWN,
    /** Does the plan allow it? */
    PLAN_ALLOWS,
    /** Is there no opt-out? */
    NO_OPT_OUT,
    /** Was use allowed at every moment since the data was created? */
    USABLE_SINCE_CREATION
}
