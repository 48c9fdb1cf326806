package ai.datacontrols.policy;

public enum Actor {
    DATA_SUBJECT,
    IDENTITY_PROVIDER,
    BILLING,
    OPERATOR
}
