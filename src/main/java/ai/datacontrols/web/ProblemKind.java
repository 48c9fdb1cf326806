package ai.datacontrols.web;

import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;

/** What can go wrong, as far as a reader needs to tell it apart. */
public enum ProblemKind {
    NOT_FOUND(404),
    /** The request could not be understood. */
    INVALID(400),
    /** The store, or something else that is needed, can't be reached. */
    UNAVAILABLE(503),
    /** A fault of our own. */
    FAULT(500);

    final int status;

    ProblemKind(int status) {
        this.status = status;
    }

    static ProblemKind of(Throwable thrown) {
        if (thrown instanceof WebApplicationException refused) {
            return of(refused.getResponse().getStatus());
        }
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return UNAVAILABLE;
            }
        }
        return FAULT;
    }

    static ProblemKind of(int status) {
        return status == 404 ? NOT_FOUND : status < 500 ? INVALID : FAULT;
    }
}
