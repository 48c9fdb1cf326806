package ai.datacontrols.policy;

/** What an account chose for one product. It applies until the opposite is chosen, on every plan. */
public enum Choice {
    OPTED_OUT,
    OPTED_IN
}
