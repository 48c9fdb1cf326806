package ai.datacontrols.database;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;

/** The database closed the connection before a statement was answered, and before the transaction was committed. */
public class ConnectionLostException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** SQLSTATEs: connection does not exist, connection failure, admin shutdown, crash shutdown, idle session timeout. */
    private static final Set<String> STATES = Set.of("08003", "08006", "57P01", "57P02", "57P05");

    private ConnectionLostException(String message, SQLException cause) {
        super(message, cause);
    }

    /** Creates the exception for a failed statement. A timeout isn't a lost connection: a retry would take as long. */
    static IllegalStateException of(String message, SQLException cause) {
        return cause.getSQLState() != null
                        && STATES.contains(cause.getSQLState())
                        && !(cause.getCause() instanceof SocketTimeoutException)
                ? new ConnectionLostException(message, cause)
                : new IllegalStateException(message, cause);
    }
}
