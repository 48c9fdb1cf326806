package ai.datacontrols.policy.rules;

/** The choice of an account for one product. It applies until the opposite is chosen, on every plan. */
public enum Choice {
    OPTED_OUT,
    OPTED_IN
}
