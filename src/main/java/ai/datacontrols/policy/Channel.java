package ai.datacontrols.policy;

/** Where an event came from. */
public enum Channel {
    SETTINGS_PAGE,
    SIGN_IN,
    API,
    /** The first load of accounts, plans and choices that existed before this store: it carries its own instants. */
    FIRST_LOAD
}
