package ai.datacontrols.demo;

/** A part could not be started; the message says which one, why, and where its log is. */
public class PartsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartsException(String message) {
        super(message);
    }

    PartsException(String message, Throwable cause) {
        super(message, cause);
    }
}
