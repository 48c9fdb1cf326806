package ai.datacontrols.policy;

/** What feedback can consist of. Which parts must be there is a parameter of the policy version. */
public enum FeedbackPart {
    RATING,
    COMMENT
}
