package ai.datacontrols.policy;

/** Where an event came from. */
public enum Channel {
    SETTINGS_PAGE,
    SIGN_IN,
    API,
    /** The initial import of accounts, plans and choices that existed before this store, with their own instants. */
    FIRST_LOAD
}
