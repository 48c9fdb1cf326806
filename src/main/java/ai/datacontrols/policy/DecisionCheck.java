package ai.datacontrols.policy;

/** The checks of a decision, in this order. The first conclusive check decides; the others are passed. */
public enum DecisionCheck {
    ACCOUNT_KNOWN,
    ACCOUNT_THERE,
    RULE_EXISTS,
    CREATED_BY_THEN,
    DATA_USED_AT_ALL,
    /** Is the data not feedback? Feedback has its own rule. */
    OTHER_THAN_FEEDBACK,
    PLAN_KNOWN,
    PLAN_ALLOWS,
    NO_OPT_OUT,
    USABLE_SINCE_CREATION
}
