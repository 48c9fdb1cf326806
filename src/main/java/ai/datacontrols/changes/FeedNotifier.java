package ai.datacontrols.changes;

import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.ledger.feed.FeedCursor;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Completes waiting requests for the feed. They hold neither a thread nor a connection: while any request waits, one
 * poll of the database every 25 ms serves all (docs/benchmarks.md has the cost).
 */
@Singleton
class FeedNotifier {

    private static final Logger LOG = Logger.getLogger(FeedNotifier.class);
    private static final long BETWEEN_POLLS = 25;

    private final ChangeFeed feed;
    private final Set<CompletableFuture<Void>> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isPolling = new AtomicBoolean();
    private volatile FeedCursor lastPolled;

    FeedNotifier(ChangeFeed feed) {
        this.feed = feed;
    }

    /** Returns a future that completes when there may be changes since this call. Call it before reading the feed. */
    CompletableFuture<Void> next() {
        var news = new CompletableFuture<Void>();
        waiting.add(news);
        news.whenComplete((done, failed) -> waiting.remove(news));
        return news;
    }

    /** Whether a client at this cursor has everything that the last poll found. Call it after {@link #next()}. */
    boolean isUpToDate(FeedCursor cursor) {
        var last = lastPolled;
        return last != null && cursor.includes(last);
    }

    int waiting() {
        return waiting.size();
    }

    void schedulePoll(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(BETWEEN_POLLS, timer -> {
            if (!waiting.isEmpty() && isPolling.compareAndSet(false, true)) {
                vertx.executeBlocking(() -> {
                    poll();
                    return null;
                });
            }
        });
    }

    private void poll() {
        try {
            var poll = feed.poll(lastPolled);
            lastPolled = poll.now();
            if (poll.hasChanges()) {
                notifyWaiting();
            }
        } catch (RuntimeException databaseUnavailable) {
            LOG.debug("failed to poll the feed", databaseUnavailable);
            notifyWaiting(); // each request then fails by itself, and reports it to its client
        } finally {
            isPolling.set(false);
        }
    }

    private void notifyWaiting() {
        waiting.forEach(news -> news.complete(null));
    }
}
