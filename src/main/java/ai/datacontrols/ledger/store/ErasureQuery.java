package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

public final class ErasureQuery {

    /** Sorts after every other account. */
    private static final UUID LAST = new UUID(-1, -1);

    private ErasureQuery() {}

    /**
     * Returns erasures ordered by instant and account, after the last one read.
     *
     * @param account null to start before all erasures of the instant
     */
    public static List<ListedErasure> after(Connection connection, Instant at, UUID account, int limit)
            throws SQLException {
        try (var sql = connection.prepareStatement("""
                select account, erased_at from account_head
                where erased_at is not null and erased_at >= ? and (erased_at, account) > (?, ?)
                order by erased_at, account limit ?""")) {
            var from = at.atOffset(ZoneOffset.UTC);
            sql.setObject(1, from);
            sql.setObject(2, account == null ? from.minusNanos(1_000) : from);
            sql.setObject(3, account == null ? LAST : account);
            sql.setInt(4, limit);
            try (var rows = sql.executeQuery()) {
                var listed = new ArrayList<ListedErasure>();
                while (rows.next()) {
                    listed.add(new ListedErasure(rows.getObject("account", UUID.class), instant(rows, "erased_at")));
                }
                return listed;
            }
        }
    }
}
