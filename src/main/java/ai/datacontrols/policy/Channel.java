package ai.datacontrols.policy;

public enum Channel {
    SETTINGS_PAGE,
    SIGN_IN,
    API,
    /** Events that existed before this store, with their own instants. */
    FIRST_LOAD
}
