package ai.datacontrols.policy.rules;

/** The choice of an account for one product. It applies on every plan until the opposite is chosen or it is withdrawn. */
public enum Choice {
    OPTED_OUT,
    OPTED_IN
}
