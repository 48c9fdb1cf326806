package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Whether the initial import was declared complete. Imports and the declaration exclude each other by an advisory lock,
 * because a row lock assigns a transaction id, and that must follow the account lock ({@link AccountHead}).
 */
public final class ImportState {

    private static final String COMPLETED_AT = "select completed_at from first_load";

    private static final String KEY = "hashtextextended('first_load', 0)";

    private static final String EXCLUDE_COMPLETION = "select pg_advisory_xact_lock_shared(" + KEY + ")";

    private static final String EXCLUDE_IMPORTS = "select pg_advisory_xact_lock(" + KEY + ")";

    private ImportState() {}

    public static Instant completedAt(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement(COMPLETED_AT);
                var row = sql.executeQuery()) {
            row.next();
            return instant(row, "completed_at");
        }
    }

    /** Reads the state and prevents a declaration until the transaction ends. Other imports aren't blocked. */
    public static Instant lockForImport(Connection connection) throws SQLException {
        execute(connection, EXCLUDE_COMPLETION);
        return completedAt(connection);
    }

    /** Reads the state and waits for running imports; later imports wait until the transaction ends. */
    public static Instant lockForCompletion(Connection connection) throws SQLException {
        execute(connection, EXCLUDE_IMPORTS);
        return completedAt(connection);
    }

    public static void complete(Connection connection, Instant now) throws SQLException {
        try (var sql = connection.prepareStatement("update first_load set completed_at = ?")) {
            sql.setObject(1, now.atOffset(ZoneOffset.UTC));
            sql.executeUpdate();
        }
    }

    /** A separate statement: the MVCC snapshot of one that waits for a lock doesn't show what its holder committed. */
    private static void execute(Connection connection, String lock) throws SQLException {
        try (var sql = connection.prepareStatement(lock)) {
            sql.execute();
        }
    }
}
