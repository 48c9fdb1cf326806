package ai.datacontrols.ledger.feed;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.Seal;
import ai.datacontrols.policy.PolicyTimeline;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads the state of the feed in one statement, and so in one MVCC snapshot. */
public final class FeedQuery {

    private static final String HERE = """
            select pg_current_snapshot()::text as visible, clock_timestamp() as at, id,
              origin = feed_origin() as is_here, forgotten_before::text::bigint as forgotten_before
            from feed""";

    /** Transactions that were in progress come first, because their ids are lower. */
    private static final String CHANGES = """
            with here as (%s), change as (
              (select * from permission_change where transaction = any (?::xid8[])
                order by transaction, account, sequence, product limit ?)
              union all
              (select * from permission_change where transaction >= ?::xid8
                order by transaction, account, sequence, product limit ?))
            select here.*, change.*, change.transaction::text::bigint as number, (
                select kind from ledger_entry entry
                where entry.account = change.account and entry.sequence = change.sequence) as kind
            from here left join change on true
            order by transaction, account, sequence, product limit ?""".formatted(HERE);

    private FeedQuery() {}

    public static FeedState state(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement(HERE);
                var result = sql.executeQuery()) {
            result.next();
            return FeedState.of(result);
        }
    }

    /** Returns the changes that are visible now but were not in {@code seen}, ordered by transaction. */
    public static FeedBatch changes(Connection connection, TransactionSnapshot seen, int limit) throws SQLException {
        try (var sql = connection.prepareStatement(CHANGES)) {
            sql.setArray(
                    1,
                    connection.createArrayOf(
                            "text", seen.running().stream().map(String::valueOf).toArray()));
            sql.setInt(2, limit);
            sql.setString(3, Long.toString(seen.end()));
            sql.setInt(4, limit);
            sql.setInt(5, limit);
            try (var result = sql.executeQuery()) {
                result.next();
                var state = FeedState.of(result);
                var rows = new ArrayList<Row>();
                do {
                    if (result.getObject("transaction") != null) {
                        rows.add(Row.of(result));
                    }
                } while (result.next());
                return new FeedBatch(state, rows);
            }
        }
    }

    /**
     * The state of the feed in one MVCC snapshot.
     *
     * @param isOfThisServer whether the feed was created on this server and database
     * @param purgedBefore changes of transactions with a lower id may have been purged
     */
    public record FeedState(
            TransactionSnapshot visible, Instant at, UUID id, boolean isOfThisServer, long purgedBefore) {

        public FeedCursor cursor(PolicyTimeline timeline) {
            return new FeedCursor(id, timeline.at(at).version(), visible);
        }

        private static FeedState of(ResultSet result) throws SQLException {
            return new FeedState(
                    TransactionSnapshot.parse(result.getString("visible")),
                    instant(result, "at"),
                    result.getObject("id", UUID.class),
                    result.getBoolean("is_here"),
                    result.getLong("forgotten_before"));
        }
    }

    /**
     * A change, the id of its transaction, and what proves it.
     *
     * @param seal null for a change that was recorded by a build without seals
     */
    public record Row(long transaction, PermissionChange change, byte[] seal) {

        boolean isSealed(Chain chain) {
            var permission = change.permission();
            return chain.isSealed(
                    seal,
                    Seal.change(
                            permission.account(),
                            change.sequence(),
                            permission.product(),
                            permission.usableSince(),
                            change.changedAt()));
        }

        private static Row of(ResultSet result) throws SQLException {
            var permission = new Permission(
                    result.getObject("account", UUID.class),
                    result.getString("product"),
                    instant(result, "usable_since"));
            return new Row(
                    result.getLong("number"),
                    new PermissionChange(
                            permission,
                            instant(result, "changed_at"),
                            result.getLong("sequence"),
                            ChangeReason.ofEntry(result.getString("kind")).orElse(null)),
                    result.getBytes("seal"));
        }
    }

    public record FeedBatch(FeedState state, List<Row> rows) {

        /** Returns the last transaction that is complete here, because that of the last row may continue; 0 without one. */
        public long lastWhole() {
            var cut = rows.get(rows.size() - 1).transaction();
            return rows.stream()
                    .mapToLong(Row::transaction)
                    .filter(number -> number < cut)
                    .max()
                    .orElse(0);
        }
    }
}
