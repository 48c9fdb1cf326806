package ai.datacontrols.demo;

/** A part could not be started; the message is one sentence a person can act on. */
public class PartsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartsException(String message) {
        super(message);
    }

    PartsException(String message, Throwable cause) {
        super(message, cause);
    }
}
