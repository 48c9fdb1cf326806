package ai.datacontrols.operations;

import ai.datacontrols.ledger.PolicyActivation;
import ai.datacontrols.ledger.Sealing;
import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.auth.SessionStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/** Periodic jobs. Every instance runs them; concurrent runs are harmless. */
@Singleton
class MaintenanceJobs {

    private static final Logger LOG = Logger.getLogger(MaintenanceJobs.class);

    private final PolicyActivation activation;
    private final Sealing sealing;
    private final ChangeFeed feed;
    private final SessionStore sessions;
    private final PolicyTimeline timeline;
    private final Clock clock;
    private String activated;

    MaintenanceJobs(
            PolicyActivation activation,
            Sealing sealing,
            ChangeFeed feed,
            SessionStore sessions,
            PolicyTimeline timeline,
            Clock clock) {
        this.sealing = sealing;
        this.activation = activation;
        this.feed = feed;
        this.sessions = sessions;
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

    /** Seals the rows that earlier builds wrote; during a roll-out they write some more. */
    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void seal() {
        var sealed = sealing.run();
        if (sealed > 0) {
            LOG.infof("sealed %d accounts", sealed);
        }
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void purgeExpiredChanges() {
        LOG.infof("purged %d expired changes of the feed", purge(feed::purgeExpired));
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void purgeExpiredSessions() {
        LOG.infof("purged %d expired sessions", purge(sessions::purgeExpired));
    }

    /** Purges in steps, to keep transactions short. */
    private static long purge(IntSupplier step) {
        var purged = 0L;
        for (var some = step.getAsInt(); some > 0; some = step.getAsInt()) {
            purged += some;
        }
        return purged;
    }
}
