package ai.datacontrols.web.error;

/** Thrown if a page can't be shown; results in an error page. */
public class PageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    public PageException(ErrorKind kind) {
        super(kind.name());
        this.kind = kind;
    }

    public ErrorKind kind() {
        return kind;
    }
}
