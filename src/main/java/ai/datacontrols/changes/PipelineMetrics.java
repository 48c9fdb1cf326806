package ai.datacontrols.changes;

import ai.datacontrols.ledger.Pipelines;
import ai.datacontrols.ledger.Progress;
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

/**
 * Whether pipelines obey, for the operators: how long each has lacked a change, and how long it has said nothing. What is
 * not known is not a number.
 */
@Singleton
class PipelineMetrics {

    private static final Logger LOG = Logger.getLogger(PipelineMetrics.class);

    private final Pipelines pipelines;
    private final Map<String, Progress> known = new ConcurrentHashMap<>();

    PipelineMetrics(Pipelines pipelines, MeterRegistry metrics) {
        this.pipelines = pipelines;
        for (String pipeline : pipelines.registered()) {
            gauge(metrics, pipeline, "lag", "how long the pipeline has lacked a change", Progress::lag);
            gauge(metrics, pipeline, "silence", "how long the pipeline has not reported", Progress::silence);
        }
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        for (String pipeline : pipelines.registered()) {
            try {
                pipelines
                        .progress(pipeline)
                        .ifPresentOrElse(progress -> known.put(pipeline, progress), () -> known.remove(pipeline));
            } catch (IllegalStateException storeIsAway) {
                known.remove(pipeline);
                LOG.debug("the progress of a pipeline is not known", storeIsAway);
            }
        }
    }

    private void gauge(
            MeterRegistry metrics, String pipeline, String what, String description, Function<Progress, Duration> of) {
        Gauge.builder("data.controls.pipeline." + what, () -> seconds(pipeline, of))
                .description(description)
                .baseUnit("seconds")
                .tag("pipeline", pipeline)
                .register(metrics);
    }

    private double seconds(String pipeline, Function<Progress, Duration> of) {
        return Optional.ofNullable(known.get(pipeline))
                .map(of)
                .map(duration -> duration.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
