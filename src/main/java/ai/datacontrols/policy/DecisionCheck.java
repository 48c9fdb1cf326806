package ai.datacontrols.policy;

/** What a decision asks, in this order. The first question that settles it gives the answer; the others are passed. */
public enum DecisionCheck {
    /** Is anything known of the account? */
    ACCOUNT_KNOWN,
    /** Is it still there? */
    ACCOUNT_THERE,
    /** Does a rule speak of this product and this kind of data? */
    RULE_EXISTS,
    /** Had it been created by then? */
    CREATED_BY_THEN,
    /** Is this kind of data used on any plan? */
    DATA_USED_AT_ALL,
    /** Is it feedback? That follows its own rule. */
    OTHER_THAN_FEEDBACK,
    /** Was a plan known? */
    PLAN_KNOWN,
    /** Does the plan allow it? */
    PLAN_ALLOWS,
    /** Is there no opt-out? */
    NO_OPT_OUT,
    /** Could it be used at every moment since it was created? */
    USABLE_SINCE_CREATION
}
