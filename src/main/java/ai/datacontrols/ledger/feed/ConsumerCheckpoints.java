package ai.datacontrols.ledger.feed;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.database.Jdbc;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The registered consumers, and the checkpoint that each has reported. */
@Singleton
public class ConsumerCheckpoints {

    private final ChangeFeed feed;
    private final Jdbc jdbc;
    private final List<String> registered;

    ConsumerCheckpoints(ChangeFeed feed, Jdbc jdbc, FeedConfig config) {
        this.feed = feed;
        this.jdbc = jdbc;
        this.registered = config.pipelines().orElse(List.of());
    }

    public List<String> registered() {
        return registered;
    }

    /**
     * Stores that a consumer has applied everything up to a cursor, and returns whether the cursor is still valid. If a
     * consumer reports an earlier cursor, as after losing data, later changes no longer count as applied.
     */
    public boolean recordCheckpoint(String pipeline, FeedCursor cursor) {
        return jdbc.call("failed to store a checkpoint", connection -> {
            if (!feed.isKnown(connection, cursor)) {
                return false;
            }
            recordCheckpoint(connection, pipeline, cursor);
            return true;
        });
    }

    private static void recordCheckpoint(Connection connection, String pipeline, FeedCursor cursor)
            throws SQLException {
        try (var sql = connection.prepareStatement("""
                with applied as (select ?::text as consumer, ?::pg_snapshot as applied),
                beyond as (
                  delete from consumer_position later using applied
                  where later.consumer = applied.consumer and later.applied_end > pg_snapshot_xmax(applied.applied)
                    and later.minute < date_trunc('minute', clock_timestamp()))
                insert into consumer_position (consumer, minute, reported_at, applied)
                select consumer, date_trunc('minute', clock_timestamp()), clock_timestamp(), applied from applied
                on conflict (consumer, minute)
                  do update set applied = excluded.applied, reported_at = excluded.reported_at""")) {
            sql.setString(1, pipeline);
            sql.setString(2, cursor.applied().toText());
            sql.executeUpdate();
        }
    }

    /** How many of the pipelines of a parameter have applied an entry, and since when, as a query that is planned once. */
    public static String propagation(String account, String sequence) {
        return """
                select count(minute) as confirmed, max(minute) as since
                from unnest((select ?::text[])) as pipeline
                left join lateral (
                  select minute from consumer_position, (
                    select case when recorded_at < begun_at then '0'::xid8 else transaction end as transaction
                    from ledger_entry, feed
                     where ledger_entry.account = %s and ledger_entry.sequence = %s and origin = feed_origin()) entry
                  where consumer = pipeline and applied_end > transaction
                    and pg_visible_in_snapshot(transaction, applied)
                  order by applied_end, minute limit 1) first on true""".formatted(account, sequence);
    }

    /**
     * Returns since when all registered consumers have applied an entry; empty without a consumer. Checkpoints from
     * before a restore don't count: the restored database assigns transaction ids again.
     */
    public Optional<PropagationStatus> propagation(UUID account, long sequence) {
        if (registered.isEmpty()) {
            return Optional.empty();
        }
        return jdbc.call("failed to read the propagation status", connection -> {
            try (var sql = connection.prepareStatement(propagation("?", "?"))) {
                sql.setArray(1, connection.createArrayOf("text", registered.toArray()));
                sql.setObject(2, account);
                sql.setLong(3, sequence);
                try (var result = sql.executeQuery()) {
                    result.next();
                    var confirmed = result.getInt(1);
                    return Optional.of(new PropagationStatus(registered.size(), confirmed, instant(result, "since")));
                }
            }
        });
    }

    /** Returns a consumer's lag; empty if it has not reported since the feed was created. */
    public Optional<ConsumerLag> lag(String pipeline) {
        return jdbc.call("failed to read a consumer's lag", connection -> {
            try (var sql = connection.prepareStatement("""
                        select reported_at, clock_timestamp() as at, (
                          select min(changed_at) from permission_change
                          where transaction >= pg_snapshot_xmin(applied) and not pg_visible_in_snapshot(transaction, applied)
                        ) as behind_since
                        from consumer_position, feed where consumer = ? and origin = feed_origin()
                        order by minute desc limit 1""")) {
                sql.setString(1, pipeline);
                try (var result = sql.executeQuery()) {
                    return result.next()
                            ? Optional.of(new ConsumerLag(
                                    instant(result, "reported_at"),
                                    instant(result, "behind_since"),
                                    instant(result, "at")))
                            : Optional.empty();
                }
            }
        });
    }
}
