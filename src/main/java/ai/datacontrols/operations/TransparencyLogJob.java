package ai.datacontrols.operations;

import ai.datacontrols.proof.store.LogReader;
import ai.datacontrols.proof.store.TransparencyLog;
import ai.datacontrols.proof.store.Witnesses;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** Seals the ledger's entries once a second and signs checkpoints. Every instance tries; a lock lets one of them do it. */
@Startup
@Singleton
class TransparencyLogJob {

    private static final Logger LOG = Logger.getLogger(TransparencyLogJob.class);

    /** During a backfill a checkpoint is signed after this many rounds. */
    private static final int ROUNDS = 20;

    private final TransparencyLog log;
    private final LogReader reader;
    private final Witnesses witnesses;
    private volatile LogReader.Health health = LogReader.Health.UNKNOWN;

    TransparencyLogJob(TransparencyLog log, LogReader reader, Witnesses witnesses, MeterRegistry metrics) {
        this.log = log;
        this.reader = reader;
        this.witnesses = witnesses;
        if (!log.isOn()) {
            LOG.info("The transparency log is off: data-controls.log.key is not set");
            return;
        }
        LOG.infof("The transparency log is on: %s, %d witnesses", log.origin(), witnesses.count());
        gauge(
                metrics,
                "checkpoint.age",
                "time since the newest checkpoint was found to cover all leaves",
                "seconds",
                LogReader.Health::checkpointAge);
        gauge(metrics, "unsealed", "entries without a leaf, at most 10,000", "entries", LogReader.Health::unsealed);
        gauge(
                metrics,
                "unsealed.age",
                "age of the oldest entry without a leaf",
                "seconds",
                LogReader.Health::unsealedAge);
        gauge(
                metrics,
                "cosignatures",
                "witnesses that cosigned the newest cosigned checkpoint",
                "signatures",
                LogReader.Health::cosignatures);
        gauge(
                metrics,
                "number",
                "number of the current log, one more for each that began after a restore",
                null,
                LogReader.Health::number);
        Gauge.builder("data.controls.log.blocked", () -> log.isBlocked() ? 1 : 0)
                .description("1 if this instance refuses to sign checkpoints")
                .register(metrics);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        if (!log.isOn()) {
            return;
        }
        try {
            integrate();
            log.publish();
        } catch (IllegalStateException databaseUnavailable) {
            LOG.debug("failed to add entries to the log", databaseUnavailable);
        }
    }

    /** An entry that can't be read stops new leaves, not the signature of those that are there. */
    private void integrate() {
        try {
            for (var round = 0; round < ROUNDS && log.integrate(); round++) {
                // until all entries have leaves
            }
        } catch (IllegalArgumentException unreadableEntry) {
            LOG.error("an entry can't be read, so no entry is added to the log", unreadableEntry);
        }
    }

    /** Apart from sealing, because a witness may be slow. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void collectCosignatures() {
        if (log.isOn()) {
            witnesses.collect();
        }
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void update() {
        if (!log.isOn()) {
            return;
        }
        try {
            health = reader.health();
        } catch (IllegalStateException databaseUnavailable) {
            health = LogReader.Health.UNKNOWN;
            LOG.debug("failed to read the state of the log", databaseUnavailable);
        }
    }

    private void gauge(
            MeterRegistry metrics,
            String name,
            String description,
            String unit,
            ToDoubleFunction<LogReader.Health> value) {
        Gauge.builder("data.controls.log." + name, () -> value.applyAsDouble(health))
                .description(description)
                .baseUnit(unit)
                .register(metrics);
    }
}
