package ai.datacontrols.operations;

import ai.datacontrols.ledger.Activation;
import ai.datacontrols.ledger.Feed;
import ai.datacontrols.policy.PolicyTimeline;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** What has to be done from time to time. Every instance does it; none of it hurts when two do it at once. */
@Singleton
class Upkeep {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final Activation activation;
    private final Feed feed;
    private final PolicyTimeline timeline;
    private final Clock clock;
    private String activated;

    Upkeep(Activation activation, Feed feed, PolicyTimeline timeline, Clock clock) {
        this.activation = activation;
        this.feed = feed;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Brings stored rows up to the policy version in force, once for each version. */
    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void activate() {
        var inForce = timeline.at(clock.instant()).version();
        if (!inForce.equals(activated)) {
            LOG.infof("policy version %s: %d rows brought up to it", inForce, activation.run());
            activated = inForce;
        }
    }

    /** Forgets changes that nobody will ask for any more. */
    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void forgetOldChanges() {
        var forgotten = 0L;
        for (var some = feed.forgetOld(); some > 0; some = feed.forgetOld()) {
            forgotten += some;
        }
        LOG.infof("the feed: %d old changes forgotten", forgotten);
    }
}
