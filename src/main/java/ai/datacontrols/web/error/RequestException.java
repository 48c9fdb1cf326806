package ai.datacontrols.web.error;

/** An error of a request, without a stack trace, because it is not a fault of the code. */
public class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    public RequestException(ErrorKind kind) {
        this(kind, null);
    }

    /**
     * @param detail what is wrong with this request, for API clients; null if there is no detail. It must not contain
     *     secrets, or line breaks sent by the client
     */
    public RequestException(ErrorKind kind, String detail) {
        super(detail, null, true, false);
        this.kind = kind;
    }

    public ErrorKind kind() {
        return kind;
    }

    @Override
    public String toString() {
        return getClass().getName() + ": " + kind + (getMessage() == null ? "" : ": " + getMessage());
    }
}
