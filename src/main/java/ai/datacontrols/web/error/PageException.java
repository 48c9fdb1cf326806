package ai.datacontrols.web.error;

/** Why a page can't be shown; said on a page of its own. */
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
