package ai.datacontrols.operations;

import ai.datacontrols.ledger.PolicyActivation;
import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.policy.PolicyTimeline;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Periodic jobs. Every instance runs them; concurrent runs are harmless. */
@Singleton
class MaintenanceJobs {

    private static final Logger LOG = Logger.getLogger(MaintenanceJobs.class);

    private final PolicyActivation activation;
    private final ChangeFeed feed;
    private final PolicyTimeline timeline;
    private final Clock clock;
    private String activated;

    MaintenanceJobs(PolicyActivation activation, ChangeFeed feed, PolicyTimeline timeline, Clock clock) {
        this.activation = activation;
        this.feed = feed;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Updates stored rows to the policy version in force, once for each version. */
    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void activate() {
        var inForce = timeline.at(clock.instant()).version();
        if (!inForce.equals(activated)) {
            LOG.infof("policy version %s: %d rows updated", inForce, activation.run());
            activated = inForce;
        }
    }

    /** Purges expired changes of the feed. */
    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void purgeExpiredChanges() {
        var forgotten = 0L;
        for (var some = feed.purgeExpired(); some > 0; some = feed.purgeExpired()) {
            forgotten += some;
        }
        LOG.infof("purged %d expired changes of the feed", forgotten);
    }
}
