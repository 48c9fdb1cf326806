package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Whether the initial import was declared complete: one row, locked by imports and by the declaration. */
public final class ImportState {

    private static final String COMPLETED_AT = "select completed_at from first_load";

    private ImportState() {}

    /** Returns when the import was declared complete; null if it wasn't. */
    public static Instant completedAt(Connection connection) throws SQLException {
        return completedAt(connection, COMPLETED_AT);
    }

    /** Reads the state and prevents a declaration until the transaction ends. Other imports aren't blocked. */
    public static Instant lockForImport(Connection connection) throws SQLException {
        return completedAt(connection, COMPLETED_AT + " for share");
    }

    /** Reads the state and waits for running imports; later imports wait until the transaction ends. */
    public static Instant lockForCompletion(Connection connection) throws SQLException {
        return completedAt(connection, COMPLETED_AT + " for update");
    }

    public static void complete(Connection connection, Instant now) throws SQLException {
        try (var sql = connection.prepareStatement("update first_load set completed_at = ?")) {
            sql.setObject(1, now.atOffset(ZoneOffset.UTC));
            sql.executeUpdate();
        }
    }

    private static Instant completedAt(Connection connection, String query) throws SQLException {
        try (var sql = connection.prepareStatement(query);
                var row = sql.executeQuery()) {
            row.next();
            return instant(row, "completed_at");
        }
    }
}
