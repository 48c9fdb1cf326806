package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

public final class StoredChanges {

    /** The entries since the feed began. A change that is stored under another transaction counts as missing. */
    private static final String OF_ACCOUNT = """
            select entry.sequence, entry.transaction::text::bigint as transaction, change.product, change.usable_since, change.changed_at,
              entry.transaction >= pg_snapshot_xmax(pg_current_snapshot()) as is_future,
              entry.transaction >= feed.forgotten_before as is_covered
            from feed join ledger_entry entry on entry.recorded_at >= feed.begun_at
            left join permission_change change on change.transaction = entry.transaction and change.account = entry.account
              and change.sequence = entry.sequence
            where entry.account = ? and feed.origin = feed_origin() order by entry.sequence""";

    private static final String WITHOUT_ENTRY = """
            select distinct account from permission_change change where not exists (
              select from ledger_entry entry where entry.account = change.account and entry.sequence = change.sequence
                and entry.transaction = change.transaction)""";

    private StoredChanges() {}

    /**
     * @param product null if the entry has no change in the feed
     * @param isFuture whether the transaction of the entry has an id that was not assigned yet
     * @param isCovered false if the change may have been purged
     */
    public record Row(
            long sequence,
            long transaction,
            String product,
            Instant usableSince,
            Instant changedAt,
            boolean isFuture,
            boolean isCovered) {}

    /** Returns the entries of an account since the feed began, in order; several rows for one with several changes. */
    public static List<Row> of(Connection connection, UUID account) throws SQLException {
        try (var sql = connection.prepareStatement(OF_ACCOUNT)) {
            sql.setObject(1, account);
            try (var rows = sql.executeQuery()) {
                var found = new ArrayList<Row>();
                while (rows.next()) {
                    found.add(new Row(
                            rows.getLong("sequence"),
                            rows.getLong("transaction"),
                            rows.getString("product"),
                            instant(rows, "usable_since"),
                            instant(rows, "changed_at"),
                            rows.getBoolean("is_future"),
                            rows.getBoolean("is_covered")));
                }
                return found;
            }
        }
    }

    /** Returns the accounts with a change that no entry of the ledger made. */
    public static List<UUID> accountsWithoutEntry(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement(WITHOUT_ENTRY);
                var rows = sql.executeQuery()) {
            var accounts = new ArrayList<UUID>();
            while (rows.next()) {
                accounts.add(rows.getObject(1, UUID.class));
            }
            return accounts;
        }
    }
}
