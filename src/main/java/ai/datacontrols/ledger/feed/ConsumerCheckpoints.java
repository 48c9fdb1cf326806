package ai.datacontrols.ledger.feed;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The registered consumers, and the checkpoint that each has reported. */
@Singleton
public class ConsumerCheckpoints {

    private final ChangeFeed feed;
    private final Jdbc jdbc;
    private final Chain chain;
    private final List<String> registered;

    ConsumerCheckpoints(ChangeFeed feed, Jdbc jdbc, Chain chain, FeedConfig config) {
        this.feed = feed;
        this.jdbc = jdbc;
        this.chain = chain;
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
            var state = FeedQuery.state(connection);
            if (!feed.isKnown(cursor, state)) {
                return false;
            }
            recordCheckpoint(connection, pipeline, cursor, state.at());
            return true;
        });
    }

    private void recordCheckpoint(Connection connection, String pipeline, FeedCursor cursor, Instant at)
            throws SQLException {
        try (var sql = connection.prepareStatement("""
                with applied as (select ?::text as consumer, ?::pg_snapshot as applied, ?::timestamptz as at, ?::bytea as seal),
                beyond as (
                  delete from consumer_position later using applied
                  where later.consumer = applied.consumer and later.applied_end > pg_snapshot_xmax(applied.applied)
                    and later.minute < date_trunc('minute', at))
                insert into consumer_position (consumer, minute, reported_at, applied, seal)
                select consumer, date_trunc('minute', at), at, applied, seal from applied
                on conflict (consumer, minute)
                  do update set applied = excluded.applied, reported_at = excluded.reported_at, seal = excluded.seal""")) {
            sql.setString(1, pipeline);
            sql.setString(2, cursor.applied().toText());
            sql.setObject(3, at.atOffset(ZoneOffset.UTC));
            sql.setBytes(4, SealedCheckpoint.of(chain, cursor, pipeline, at).seal());
            sql.executeUpdate();
        }
    }

    /**
     * For each pipeline of a parameter, the first checkpoint that covers an entry, as a query that is planned once. Read by
     * {@link #status}.
     */
    public static String propagation(String account, String sequence) {
        return """
                select array_agg(checkpoint) as checkpoints
                from unnest((select ?::text[])) as pipeline
                cross join lateral (
                  select %s as checkpoint from consumer_position, (
                    select case when recorded_at < begun_at then '0'::xid8 else transaction end as transaction, feed.id as feed
                    from ledger_entry, feed
                     where ledger_entry.account = %s and ledger_entry.sequence = %s and origin = feed_origin()) entry
                  where consumer = pipeline and seal is not null and applied_end > transaction
                    and pg_visible_in_snapshot(transaction, applied)
                  order by applied_end, minute limit 1) first""".formatted(SealedCheckpoint.SQL.formatted("entry.feed"), account, sequence);
    }

    /**
     * Maps {@link #propagation}. A checkpoint with a wrong seal counts as none.
     *
     * @param pipelines the number of registered consumers
     */
    public static PropagationStatus status(ResultSet row, Chain chain, int pipelines) throws SQLException {
        var found = row.getArray("checkpoints");
        var proven = found == null
                ? List.<SealedCheckpoint>of()
                : Arrays.stream((String[]) found.getArray())
                        .map(SealedCheckpoint::parse)
                        .filter(checkpoint -> checkpoint.isProven(chain))
                        .toList();
        var since = proven.stream().map(SealedCheckpoint::minute).max(Comparator.naturalOrder());
        return new PropagationStatus(pipelines, proven.size(), since.orElse(null));
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
                    return Optional.of(status(result, chain, registered.size()));
                }
            }
        });
    }

    /** Returns a consumer's lag; empty if it has not reported since the feed was created, or its last report isn't proven. */
    public Optional<ConsumerLag> lag(String pipeline) {
        return jdbc.call("failed to read a consumer's lag", connection -> {
            try (var sql = connection.prepareStatement("""
                        select %s as checkpoint, reported_at, clock_timestamp() as at, (
                          select min(changed_at) from permission_change
                          where transaction >= pg_snapshot_xmin(applied) and not pg_visible_in_snapshot(transaction, applied)
                        ) as behind_since
                        from consumer_position, feed where consumer = ? and seal is not null and origin = feed_origin()
                        order by minute desc limit 1""".formatted(SealedCheckpoint.SQL.formatted("feed.id")))) {
                sql.setString(1, pipeline);
                try (var result = sql.executeQuery()) {
                    return result.next()
                                    && SealedCheckpoint.parse(result.getString("checkpoint"))
                                            .isProven(chain)
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
