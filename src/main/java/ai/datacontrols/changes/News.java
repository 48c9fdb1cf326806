package ai.datacontrols.changes;

import ai.datacontrols.ledger.Feed;
import ai.datacontrols.ledger.FeedPosition;
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
 * Wakes those who wait for the feed. They hold neither a thread nor a connection meanwhile: as long as there is anybody, one
 * look at the database every 25 ms serves them all (docs/benchmarks.md has what that costs).
 */
@Singleton
class News {

    private static final Logger LOG = Logger.getLogger(News.class);
    /** In milliseconds. */
    private static final long BETWEEN_LOOKS = 25;

    private final Feed feed;
    private final Set<CompletableFuture<Void>> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private volatile FeedPosition seen;

    News(Feed feed) {
        this.feed = feed;
    }

    /**
     * Completes when there may be something that was not there when this was called. To be called before the feed is read:
     * then nothing falls between the two.
     */
    CompletableFuture<Void> next() {
        var news = new CompletableFuture<Void>();
        waiting.add(news);
        news.whenComplete((done, failed) -> waiting.remove(news));
        return news;
    }

    /** Whether somebody who is at a position knows all that the last look found. To be asked after {@link #next()}. */
    boolean isKnownTo(FeedPosition position) {
        var last = seen;
        return last != null && position.includes(last);
    }

    int waiting() {
        return waiting.size();
    }

    void lookNowAndThen(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(BETWEEN_LOOKS, timer -> {
            if (!waiting.isEmpty() && isLooking.compareAndSet(false, true)) {
                vertx.executeBlocking(() -> {
                    look();
                    return null;
                });
            }
        });
    }

    private void look() {
        try {
            var look = feed.look(seen);
            seen = look.now();
            if (look.hasNews()) {
                wakeAll();
            }
        } catch (RuntimeException storeIsAway) {
            LOG.debug("the feed could not be looked at", storeIsAway);
            wakeAll(); // each will find out for itself, and say so to its caller
        } finally {
            isLooking.set(false);
        }
    }

    private void wakeAll() {
        waiting.forEach(news -> news.complete(null));
    }
}
