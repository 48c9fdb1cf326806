package ai.datacontrols.ledger.store;

import java.sql.Connection;
import java.sql.SQLException;

/** The lock of the sealing of rows that earlier builds wrote: one instance of the cluster seals at a time. */
public final class SealingLock {

    private static final String TRY = "select pg_try_advisory_xact_lock(hashtextextended('sealing', 0)) as is_locked";

    private SealingLock() {}

    /** Takes the lock until the transaction ends. Returns false if another instance has it. */
    public static boolean tryLock(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement(TRY);
                var row = sql.executeQuery()) {
            row.next();
            return row.getBoolean("is_locked");
        }
    }
}
