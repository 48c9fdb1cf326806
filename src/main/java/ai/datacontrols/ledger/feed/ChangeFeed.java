package ai.datacontrols.ledger.feed;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.IntegrityAlarm;
import ai.datacontrols.ledger.feed.FeedQuery.FeedBatch;
import ai.datacontrols.ledger.feed.FeedQuery.FeedState;
import ai.datacontrols.ledger.feed.FeedQuery.Row;
import ai.datacontrols.policy.PolicyTimeline;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The change feed. A cursor is a {@code pg_snapshot}. A page returns every change that is visible now but was not
 * visible in it, so late commits are neither missed nor waited for (ADR 0012).
 */
@Singleton
public class ChangeFeed {

    private final PolicyTimeline timeline;
    private final Jdbc jdbc;
    private final FeedConfig config;
    private final Chain chain;
    private final PermissionProof proof;

    ChangeFeed(PolicyTimeline timeline, Jdbc jdbc, FeedConfig config, Chain chain, PermissionProof proof) {
        this.timeline = timeline;
        this.jdbc = jdbc;
        this.config = config;
        this.chain = chain;
        this.proof = proof;
    }

    /**
     * Returns the changes after a cursor.
     *
     * @param limit the maximum number of changes, except that changes of one transaction stay together
     * @return empty if a new snapshot is required: the cursor belongs to another feed or is too old, or another policy
     *     version came into force
     */
    public Optional<FeedPage> after(FeedCursor cursor, int limit) {
        return read(cursor, limit).map(this::proven);
    }

    private Optional<StoredPage> read(FeedCursor cursor, int limit) {
        return jdbc.call("failed to read the feed", connection -> {
            for (var most = limit; ; most *= 2) {
                var batch = FeedQuery.changes(connection, cursor.applied(), most + 1);
                if (!canContinue(cursor, batch)) {
                    return Optional.empty();
                }
                if (batch.rows().size() <= most) {
                    return Optional.of(lastPage(cursor, batch));
                }
                if (batch.lastWhole() > 0) {
                    return Optional.of(page(cursor, batch));
                }
            }
        });
    }

    /** Returns how long a result may be relied on: never beyond the next policy version. */
    public Duration validFor(Instant now) {
        return timeline.nextAfter(now)
                .map(next -> Duration.between(now, next.inForceFrom()))
                .filter(untilThen -> untilThen.compareTo(config.validFor()) < 0)
                .orElse(config.validFor());
    }

    /** Opens a snapshot of all permissions. Holds a connection until it is closed. */
    public PermissionSnapshot snapshot() {
        try {
            var snapshot = PermissionSnapshot.take(jdbc.open(), timeline, chain, proof);
            if (snapshot.isOfThisServer()) {
                return snapshot;
            }
            snapshot.close();
            restart();
            return PermissionSnapshot.take(jdbc.open(), timeline, chain, proof);
        } catch (SQLException e) {
            throw new IllegalStateException("failed to open a snapshot", e);
        }
    }

    public record FeedPoll(FeedCursor now, boolean hasChanges) {}

    /** @param earlier the cursor of the earlier poll; null if there was none */
    public FeedPoll poll(FeedCursor earlier) {
        return jdbc.call("failed to read the feed", connection -> {
            var seen = earlier == null ? TransactionSnapshot.NONE : earlier.applied();
            var batch = FeedQuery.changes(connection, seen, 1);
            return new FeedPoll(
                    batch.state().cursor(timeline),
                    earlier == null || !batch.rows().isEmpty() || !canContinue(earlier, batch));
        });
    }

    /**
     * Purges a batch of expired changes, and returns how many. Keeps those of transactions with a higher id than one
     * still in progress: otherwise, cursors issued now would be indistinguishable from ones that are too old.
     */
    public int purgeExpired() {
        return jdbc.call("failed to purge expired changes", connection -> {
            try (var sql = connection.prepareStatement("""
                        with old as (
                          delete from permission_change where ctid = any (array (
                            select ctid from permission_change where changed_at < clock_timestamp() - ?::interval
                              and transaction < pg_snapshot_xmin(pg_current_snapshot())
                            order by transaction limit 10000))
                          returning transaction),
                        forgotten as (
                          update feed set forgotten_before =
                            greatest(forgotten_before, (select (max(transaction)::text::bigint + 1)::text::xid8 from old))
                          where exists (select from old))
                        select count(*) from old""")) {
                sql.setString(1, config.retention().toString());
                try (var result = sql.executeQuery()) {
                    result.next();
                    return result.getInt(1);
                }
            }
        });
    }

    /** Another server, or a restored database, assigns transaction ids again: earlier cursors are invalid there. */
    private void restart() {
        jdbc.call("failed to restart the feed", connection -> {
            try (var sql = connection.prepareStatement("""
                        with begun as (
                          update feed set id = gen_random_uuid(), origin = feed_origin(), begun_at = clock_timestamp(),
                            forgotten_before = '0'
                          where origin <> feed_origin() returning id),
                        forgotten as (delete from permission_change where exists (select from begun))
                        delete from consumer_position where exists (select from begun)""")) {
                return sql.executeUpdate();
            }
        });
    }

    /** Returns whether a cursor is valid for this feed, server and policy version. */
    boolean isKnown(FeedCursor cursor, FeedState state) {
        return state.isOfThisServer()
                && state.id().equals(cursor.feed())
                && cursor.policyVersion().equals(timeline.at(state.at()).version())
                && cursor.applied().begin() >= state.purgedBefore()
                && cursor.applied().end() <= state.visible().end();
    }

    /** Returns false if a change was recorded under the previous policy version and became visible only now. */
    private boolean canContinue(FeedCursor cursor, FeedBatch batch) {
        var inForceFrom = timeline.at(batch.state().at()).inForceFrom();
        return isKnown(cursor, batch.state())
                && batch.rows().stream()
                        .noneMatch(row -> row.change().changedAt().isBefore(inForceFrom));
    }

    private record StoredPage(List<Row> rows, FeedCursor next, boolean hasMore, Instant asOf) {}

    private static StoredPage lastPage(FeedCursor cursor, FeedBatch batch) {
        return page(cursor, batch, batch.state().visible(), Long.MAX_VALUE, false);
    }

    private static StoredPage page(FeedCursor cursor, FeedBatch batch) {
        var last = batch.lastWhole();
        return page(cursor, batch, cursor.applied().union(batch.state().visible(), last), last, true);
    }

    private static StoredPage page(
            FeedCursor cursor, FeedBatch batch, TransactionSnapshot applied, long last, boolean hasMore) {
        return new StoredPage(
                batch.rows().stream().filter(row -> row.transaction() <= last).toList(),
                new FeedCursor(cursor.feed(), cursor.policyVersion(), applied),
                hasMore,
                batch.state().at());
    }

    /**
     * Replaces each change without a valid seal by the present permission of its account and product. That is right for
     * a consumer: a later change follows in the feed, and leads to the same permission.
     */
    private FeedPage proven(StoredPage page) {
        var unproven = page.rows().stream().filter(row -> !row.isSealed(chain)).toList();
        var changes = page.rows().stream().map(Row::change).toList();
        if (!unproven.isEmpty()) {
            var proven = new HashMap<Row, PermissionChange>();
            var permissions = proof.prove(
                    unproven.stream().map(row -> row.change().permission()).toList(), page.asOf());
            for (var place = 0; place < unproven.size(); place++) {
                var row = unproven.get(place);
                if (row.seal() != null && chain.hasActiveKey(row.seal())) {
                    IntegrityAlarm.forged(row.change().permission().account(), "change in the feed");
                }
                proven.put(
                        row,
                        new PermissionChange(
                                permissions.get(place),
                                row.change().changedAt(),
                                row.change().sequence(),
                                null));
            }
            changes = page.rows().stream()
                    .map(row -> proven.getOrDefault(row, row.change()))
                    .toList();
        }
        return new FeedPage(changes, page.next(), page.hasMore(), page.asOf());
    }
}
