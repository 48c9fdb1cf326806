package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * How far the verification of all accounts has come: one row, locked by the instance that continues it.
 *
 * @param position the last account that was verified; null before the first
 * @param completedAt the end of the last complete round; null before the first
 */
public record VerificationRound(UUID position, long verified, Instant completedAt, Instant at) {

    private static final String SQL =
            "select position, verified, completed_at, clock_timestamp() as at from verification_round";

    public static VerificationRound read(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement(SQL)) {
            return row(sql).orElseThrow();
        }
    }

    /** Locks the row until the transaction ends; empty if another instance has it. */
    public static Optional<VerificationRound> tryLock(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement(SQL + " for update skip locked")) {
            return row(sql);
        }
    }

    public static void advance(Connection connection, UUID position, int accounts) throws SQLException {
        try (var sql = connection.prepareStatement("""
                update verification_round set begun_at = case when position is null then clock_timestamp() else begun_at end,
                  verified = case when position is null then 0 else verified end + ?, position = ?""")) {
            sql.setInt(1, accounts);
            sql.setObject(2, position);
            sql.executeUpdate();
        }
    }

    public static void complete(Connection connection, Instant at) throws SQLException {
        try (var sql = connection.prepareStatement("update verification_round set position = null, completed_at = ?")) {
            sql.setObject(1, at.atOffset(ZoneOffset.UTC));
            sql.executeUpdate();
        }
    }

    private static Optional<VerificationRound> row(PreparedStatement sql) throws SQLException {
        try (var row = sql.executeQuery()) {
            return row.next()
                    ? Optional.of(new VerificationRound(
                            row.getObject("position", UUID.class),
                            row.getLong("verified"),
                            instant(row, "completed_at"),
                            instant(row, "at")))
                    : Optional.empty();
        }
    }
}
