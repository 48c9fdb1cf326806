package ai.datacontrols.changes;

import ai.datacontrols.ledger.Feed;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Has the feed forget what is older than it is kept for: at the start, and every hour. Every replica may do it. */
@Singleton
class Forgetting {

    private static final Logger LOG = Logger.getLogger(Forgetting.class);

    private final Feed feed;

    Forgetting(Feed feed) {
        this.feed = feed;
    }

    void littleByLittle(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(0, TimeUnit.HOURS.toMillis(1), timer -> vertx.executeBlocking(this::forgetOld));
    }

    private Void forgetOld() {
        try {
            var forgotten = 0L;
            for (var some = feed.forgetOld(); some > 0; some = feed.forgetOld()) {
                forgotten += some;
            }
            LOG.debugf("%d old changes were forgotten", forgotten);
        } catch (RuntimeException storeIsAway) {
            LOG.warn("old changes could not be forgotten; the next hour will", storeIsAway);
        }
        return null;
    }
}
