package ai.datacontrols.web.error;

import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Describes an unexpected failure of one of many lines, and whether the line may have been recorded nevertheless. */
public final class LineFailure {

    private static final Logger LOG = Logger.getLogger(LineFailure.class);

    private LineFailure() {}

    public static RequestException of(RuntimeException failure) {
        var kind = ExceptionClassifier.classify(failure).kind();
        var state = sqlState(failure);
        if (kind == ErrorKind.INTERNAL_ERROR) {
            LOG.error("failed to process a line", failure);
        } else {
            // the message of PostgreSQL may contain values of the line
            LOG.warnf("failed to process a line: %s, SQLSTATE %s", kind, state);
        }
        if (kind.status() < 500) {
            return new RequestException(ErrorKind.INVALID_VALUE, "a value of this line can't be stored");
        }
        if (kind == ErrorKind.RECORD_UNVERIFIABLE) {
            return new RequestException(kind, "this line was not recorded");
        }
        return new RequestException(
                kind == ErrorKind.INTERNAL_ERROR ? ErrorKind.INTERNAL_ERROR : ErrorKind.UNAVAILABLE,
                isRolledBack(failure, state)
                        ? "this line was not recorded; send it again"
                        : "this line may or may not be recorded; send it again");
    }

    /** Returns whether the database, and not the line, is the cause, so that other lines would fail as well. */
    public static boolean isOutage(RuntimeException failure) {
        return ExceptionClassifier.causes(failure).anyMatch(SQLException.class::isInstance)
                && !isReportedByStatement(sqlState(failure));
    }

    /** An error that PostgreSQL reports for a statement or a commit rolls the transaction back. */
    private static boolean isRolledBack(RuntimeException failure, String state) {
        return ExceptionClassifier.causes(failure).anyMatch(SQLException.class::isInstance)
                && isReportedByStatement(state);
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
        return ExceptionClassifier.causes(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .findFirst()
                .orElse(null);
    }
}
