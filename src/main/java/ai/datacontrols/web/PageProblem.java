package ai.datacontrols.web;

/** Why a page can't be shown; said on a page of its own. */
public class PageProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;

    public PageProblem(ProblemKind kind) {
        super(kind.name());
        this.kind = kind;
    }

    public ProblemKind kind() {
        return kind;
    }
}
