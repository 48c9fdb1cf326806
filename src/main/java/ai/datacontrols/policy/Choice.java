package ai.datacontrols.policy;

/** What an account chose for one product. It stands until the opposite is chosen, whatever happens to the plan. */
public enum Choice {
    OPTED_OUT,
    OPTED_IN
}
