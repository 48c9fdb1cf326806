package ai.datacontrols.proof.store;

public enum PublishOutcome {
    PUBLISHED(true, ""),

    /** The last signed checkpoint is not a prefix of the database's log, so that a new log begins. */
    NEW_LOG(true, ""),

    BUSY(true, ""),

    /** Nothing was signed, because the directory is missing, unreadable, empty or older than the database. */
    NO_MEMORY(false, "nothing is signed: data-controls.log.directory has no checkpoint that the database continues"),

    /** Nothing was signed, because the configured key has another name than the log. */
    OTHER_ORIGIN(false, "nothing is signed: the name of data-controls.log.key is not the origin of the log");

    private final boolean isFine;
    private final String description;

    PublishOutcome(boolean isFine, String description) {
        this.isFine = isFine;
        this.description = description;
    }

    public boolean isFine() {
        return isFine;
    }

    /** Returns a message for the application's log; empty if there is nothing to report. */
    public String description() {
        return description;
    }
}
