package ai.datacontrols.changes;

import ai.datacontrols.ledger.feed.ConsumerCheckpoints;
import ai.datacontrols.ledger.feed.ConsumerLag;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Metrics of consumers: the lag of each, and the age of its last report. Unknown values are NaN. */
@Singleton
class PipelineMetrics {

    private static final Logger LOG = Logger.getLogger(PipelineMetrics.class);

    private final ConsumerCheckpoints checkpoints;
    private final Map<String, ConsumerLag> known = new ConcurrentHashMap<>();

    PipelineMetrics(ConsumerCheckpoints checkpoints, MeterRegistry metrics) {
        this.checkpoints = checkpoints;
        for (String pipeline : checkpoints.registered()) {
            gauge(metrics, pipeline, "lag", "time since the first unapplied change", ConsumerLag::lag);
            gauge(metrics, pipeline, "report.age", "time since the last report", ConsumerLag::reportAge);
        }
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void update() {
        for (String pipeline : checkpoints.registered()) {
            try {
                checkpoints
                        .lag(pipeline)
                        .ifPresentOrElse(lag -> known.put(pipeline, lag), () -> known.remove(pipeline));
            } catch (IllegalStateException databaseUnavailable) {
                known.remove(pipeline);
                LOG.debug("failed to read the lag of a pipeline", databaseUnavailable);
            }
        }
    }

    private void gauge(
            MeterRegistry metrics,
            String pipeline,
            String what,
            String description,
            Function<ConsumerLag, Duration> of) {
        Gauge.builder("data.controls.pipeline." + what, () -> seconds(pipeline, of))
                .description(description)
                .baseUnit("seconds")
                .tag("pipeline", pipeline)
                .register(metrics);
    }

    private double seconds(String pipeline, Function<ConsumerLag, Duration> of) {
        return Optional.ofNullable(known.get(pipeline))
                .map(of)
                .map(duration -> duration.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
