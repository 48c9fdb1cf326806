package ai.datacontrols.proof;

/** Thrown if input is missing or not in the format it must be in: nothing can be said about what it proves. */
public class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
