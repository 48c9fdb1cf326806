package ai.datacontrols.demo;

/** Thrown if a part can't be started; the message names the part, the cause and the log. */
public class PartsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartsException(String message) {
        super(message);
    }

    PartsException(String message, Throwable cause) {
        super(message, cause);
    }
}
