package ai.datacontrols.ledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

public final class RecentOptIns {

    /** Scans the primary key backwards to the first entry older than a day: the cost doesn't depend on the history. */
    static final String SQL = """
            select count(*) from ledger_entry
            where account = ? and kind in ('OPTED_IN', 'CHOICE_WITHDRAWN') and surface = 'SETTINGS_PAGE' and sequence > coalesce((
              select sequence from ledger_entry where account = ? and recorded_at <= ?::timestamptz - interval '1 day'
              order by sequence desc limit 1), 0)""";

    private RecentOptIns() {}

    public static int count(Connection connection, UUID account, Instant now) throws SQLException {
        try (var sql = connection.prepareStatement(SQL)) {
            sql.setObject(1, account);
            sql.setObject(2, account);
            sql.setObject(3, now.atOffset(ZoneOffset.UTC));
            try (var row = sql.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
