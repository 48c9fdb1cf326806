package ai.datacontrols.ledger;

import ai.datacontrols.ledger.FeedQuery.Found;
import ai.datacontrols.ledger.FeedQuery.Here;
import ai.datacontrols.policy.PolicyTimeline;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells pipelines what changed. A position is the set of transactions whose changes somebody knows; what follows it is what
 * can be seen now and is not in that set. So what commits late is not missed, and nobody waits for it (ADR 0012).
 */
@Singleton
public class Feed {

    private final PolicyTimeline timeline;
    private final Store store;
    private final FeedSettings settings;

    Feed(PolicyTimeline timeline, Store store, FeedSettings settings) {
        this.timeline = timeline;
        this.store = store;
        this.settings = settings;
    }

    /**
     * What changed after a position.
     *
     * @param limit how many at the most, except that what was recorded in one transaction stays together
     * @return empty when a new snapshot is needed: the position is of another feed, is too old, or another policy version
     *     took force
     */
    public Optional<FeedPage> after(FeedPosition position, int limit) {
        return store.with("the feed can't be read", connection -> {
            for (var most = limit; ; most *= 2) {
                var found = FeedQuery.changes(connection, position.applied(), most + 1);
                if (!canContinue(position, found)) {
                    return Optional.empty();
                }
                if (found.rows().size() <= most) {
                    return Optional.of(lastPage(position, found));
                }
                if (found.lastWhole() > 0) {
                    return Optional.of(page(position, found));
                }
            }
        });
    }

    /** For how long what is read now may be relied on: never beyond the next policy version. */
    public Duration validFor(Instant now) {
        return timeline.nextAfter(now)
                .map(next -> Duration.between(now, next.inForceFrom()))
                .filter(untilThen -> untilThen.compareTo(settings.validFor()) < 0)
                .orElse(settings.validFor());
    }

    /** Everything as it is now. Holds a connection until it is closed. */
    public PermissionSnapshot snapshot() {
        try {
            var snapshot = PermissionSnapshot.take(store.open(), timeline);
            if (snapshot.isOfThisServer()) {
                return snapshot;
            }
            snapshot.close();
            beginAnew();
            return PermissionSnapshot.take(store.open(), timeline);
        } catch (SQLException e) {
            throw new IllegalStateException("no snapshot can be taken", e);
        }
    }

    /** What a look at the feed found: where it is now, and whether there is anything that wasn't there at an earlier look. */
    public record Look(FeedPosition now, boolean hasNews) {}

    /** @param earlier where it was then; null when nobody has looked yet */
    public Look look(FeedPosition earlier) {
        return store.with("the feed can't be read", connection -> {
            var seen = earlier == null ? TransactionSet.NONE : earlier.applied();
            var found = FeedQuery.changes(connection, seen, 1);
            return new Look(
                    found.here().position(timeline),
                    earlier == null || !found.rows().isEmpty() || !canContinue(earlier, found));
        });
    }

    /**
     * Forgets some of the changes that are older than they are kept for. Those of transactions numbered after one that is still
     * running stay: without them, no position given out now could be told from one that is too old.
     *
     * @return how many; 0 when there are no more
     */
    public int forgetOld() {
        return store.with("old changes can't be forgotten", connection -> {
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
                sql.setString(1, settings.keep().toString());
                try (var result = sql.executeQuery()) {
                    result.next();
                    return result.getInt(1);
                }
            }
        });
    }

    /** Another server, or a restored database, numbers its transactions anew: earlier positions mean nothing there. */
    private void beginAnew() {
        store.with("the feed can't begin anew", connection -> {
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

    /** Whether a position means something here and now. */
    boolean isKnown(Connection connection, FeedPosition position) throws SQLException {
        return isKnown(position, FeedQuery.here(connection));
    }

    private boolean isKnown(FeedPosition position, Here here) {
        return here.isOfThisServer()
                && here.id().equals(position.feed())
                && position.policyVersion().equals(timeline.at(here.at()).version())
                && position.applied().begin() >= here.forgottenBefore()
                && position.applied().end() <= here.visible().end();
    }

    /** Nothing can follow a position where something was recorded under the version before, and is visible only now. */
    private boolean canContinue(FeedPosition position, Found found) {
        var inForceFrom = timeline.at(found.here().at()).inForceFrom();
        return isKnown(position, found.here())
                && found.rows().stream()
                        .noneMatch(row -> row.change().changedAt().isBefore(inForceFrom));
    }

    private static FeedPage lastPage(FeedPosition position, Found found) {
        return page(position, found, found.here().visible(), Long.MAX_VALUE, false);
    }

    private static FeedPage page(FeedPosition position, Found found) {
        var last = found.lastWhole();
        return page(position, found, position.applied().withThoseOf(found.here().visible(), last), last, true);
    }

    private static FeedPage page(
            FeedPosition position, Found found, TransactionSet applied, long last, boolean hasMore) {
        return new FeedPage(
                found.rows().stream()
                        .filter(row -> row.transaction() <= last)
                        .map(FeedQuery.Row::change)
                        .toList(),
                new FeedPosition(position.feed(), position.policyVersion(), applied),
                hasMore,
                found.here().at());
    }
}
