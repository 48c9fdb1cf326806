package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.IntegrityAlarm;
import ai.datacontrols.ledger.chain.Seal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Whether the initial import was declared complete: one sealed row. Imports and the declaration exclude each other by an
 * advisory lock, because a row lock assigns a transaction id, and that must follow the account lock ({@link AccountHead}).
 */
public final class ImportState {

    /** The row as a subquery for a join. Read by {@link #isComplete(ResultSet, Chain)}. */
    static final String COMPLETION = """
            (select completed_at as load_completed_at, seal as load_seal, completed_before_seals as load_before_seals
              from first_load)""";

    private static final String SQL = "select * from " + COMPLETION + " load";

    private static final String KEY = "hashtextextended('first_load', 0)";

    private static final String EXCLUDE_COMPLETION = "select pg_advisory_xact_lock_shared(" + KEY + ")";

    private static final String EXCLUDE_IMPORTS = "select pg_advisory_xact_lock(" + KEY + ")";

    private ImportState() {}

    /**
     * Returns whether the import was declared complete and the seal proves it. Use is permitted only afterwards, so a
     * declaration with a wrong seal counts as none, and is reported, unless its key is unknown or was retired.
     */
    public static boolean isComplete(Connection connection, Chain chain) throws SQLException {
        try (var sql = connection.prepareStatement(SQL);
                var row = sql.executeQuery()) {
            return row.next() && isComplete(row, chain);
        }
    }

    static boolean isComplete(ResultSet row, Chain chain) throws SQLException {
        if (instant(row, "load_completed_at") == null) {
            return false;
        }
        var isProven = isProven(row, chain);
        var seal = row.getBytes("load_seal");
        if (!isProven && (seal == null || chain.hasActiveKey(seal))) {
            IntegrityAlarm.unproven("the completion of the initial import");
        }
        return isProven;
    }

    private static boolean isProven(ResultSet row, Chain chain) throws SQLException {
        var seal = row.getBytes("load_seal");
        return seal == null
                ? row.getBoolean("load_before_seals")
                : chain.isSealed(seal, Seal.importCompletion(instant(row, "load_completed_at")));
    }

    /**
     * Reads when the import was declared complete, proven or not, and prevents a declaration until the transaction ends.
     * Other imports aren't blocked.
     *
     * @return null if it wasn't
     */
    public static Instant lockForImport(Connection connection) throws SQLException {
        execute(connection, EXCLUDE_COMPLETION);
        return completedAt(connection);
    }

    /** Like {@link #lockForImport}, but waits for running imports; later imports wait until the transaction ends. */
    public static Instant lockForCompletion(Connection connection) throws SQLException {
        execute(connection, EXCLUDE_IMPORTS);
        return completedAt(connection);
    }

    /** Declares the import complete, or seals the declaration of that instant. */
    public static void complete(Connection connection, Chain chain, Instant completedAt) throws SQLException {
        try (var sql = connection.prepareStatement("update first_load set completed_at = ?, seal = ?")) {
            sql.setObject(1, completedAt.atOffset(ZoneOffset.UTC));
            sql.setBytes(2, chain.seal(chain.signingKey(), Seal.importCompletion(completedAt)));
            sql.executeUpdate();
        }
    }

    /** Seals a proven declaration that has no seal under the signing key, so that it stays valid when an earlier key is retired. */
    public static void renewSeal(Connection connection, Chain chain) throws SQLException {
        try (var sql = connection.prepareStatement(SQL);
                var row = sql.executeQuery()) {
            if (row.next() && instant(row, "load_completed_at") != null && isProven(row, chain)) {
                var seal = row.getBytes("load_seal");
                if (seal == null || Chain.keyOf(seal) < chain.signingKey()) {
                    complete(connection, chain, instant(row, "load_completed_at"));
                }
            }
        }
    }

    private static Instant completedAt(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement(SQL);
                var row = sql.executeQuery()) {
            row.next();
            return instant(row, "load_completed_at");
        }
    }

    /** A separate statement: the snapshot of one that waits for a lock doesn't show what its holder committed. */
    private static void execute(Connection connection, String lock) throws SQLException {
        try (var sql = connection.prepareStatement(lock)) {
            sql.execute();
        }
    }
}
