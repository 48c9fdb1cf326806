package ai.datacontrols.policy;

/** Who made an event happen. */
public enum Actor {
    /** The person whose account it is. */
    DATA_SUBJECT,
    /** The identity provider, by what its token says. */
    IDENTITY_PROVIDER,
    /** Billing, by what it reports. */
    BILLING,
    /** The operator, loading what was there before this store. */
    OPERATOR
}
