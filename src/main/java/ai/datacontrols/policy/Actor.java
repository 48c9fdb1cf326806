package ai.datacontrols.policy;

/** The party that caused an event. */
public enum Actor {
    /** The owner of the account. */
    DATA_SUBJECT,
    /** The identity provider, through a claim of its token. */
    IDENTITY_PROVIDER,
    /** Billing, through a report. */
    BILLING,
    /** The operator, through the initial import. */
    OPERATOR
}
