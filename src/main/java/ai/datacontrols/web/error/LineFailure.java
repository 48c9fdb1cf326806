package ai.datacontrols.web.error;

import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Describes an unexpected failure of one of many lines, and whether the line may have been recorded nevertheless. */
public final class LineFailure {

    private static final Logger LOG = Logger.getLogger(LineFailure.class);

    private LineFailure() {}

    /** Logs the failure and returns the problem of its line. */
    public static ApiException of(RuntimeException failure) {
        var kind = ErrorKind.of(failure);
        var state = sqlState(failure);
        if (kind == ErrorKind.FAULT) {
            LOG.error("failed to process a line", failure);
        } else {
            // the message of PostgreSQL may contain values of the line
            LOG.warnf("failed to process a line: %s, SQLSTATE %s", kind, state);
        }
        if (kind == ErrorKind.INVALID) {
            return new ApiException(ApiException.Type.INVALID_VALUE, "a value of this line can't be stored");
        }
        return new ApiException(
                kind == ErrorKind.FAULT ? ApiException.Type.INTERNAL_ERROR : ApiException.Type.UNAVAILABLE,
                isRolledBack(failure, state)
                        ? "this line was not recorded; send it again"
                        : "this line may or may not be recorded; send it again");
    }

    /** Returns whether the database, and not the line, is the cause, so that other lines would fail as well. */
    public static boolean isOutage(RuntimeException failure) {
        return ErrorKind.causes(failure).anyMatch(SQLException.class::isInstance)
                && !isReportedByStatement(sqlState(failure));
    }

    /** An error that PostgreSQL reports for a statement or a commit rolls the transaction back. */
    private static boolean isRolledBack(RuntimeException failure, String state) {
        return ErrorKind.causes(failure).anyMatch(SQLException.class::isInstance) && isReportedByStatement(state);
    }

    /**
     * Excludes lost connections (class 08, 57P01 to 57P05), exhausted resources (class 53), a read-only database
     * (25006), an unknown outcome (40003) and failures of the pool, which have no SQLSTATE.
     */
    private static boolean isReportedByStatement(String state) {
        return state != null
                && !state.startsWith("08")
                && !state.startsWith("57P")
                && !state.startsWith("53")
                && !state.equals("25006")
                && !state.equals("40003");
    }

    private static String sqlState(RuntimeException failure) {
        return ErrorKind.causes(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .findFirst()
                .orElse(null);
    }
}
