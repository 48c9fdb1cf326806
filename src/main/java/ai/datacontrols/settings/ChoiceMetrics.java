package ai.datacontrols.settings;

import ai.datacontrols.ledger.ChoiceResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Whether choices are stored, and how fast, for the operators. */
@Singleton
class ChoiceMetrics {

    private static final String FAILED = "FAILED";

    private final MeterRegistry metrics;

    ChoiceMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        timer(FAILED); // there from the start, so that the first failure is an increase
    }

    /** Makes a choice, and times it by what became of it. What is thrown is counted as failed and thrown on. */
    ChoiceResult timed(Supplier<ChoiceResult> choice) {
        var begun = Timer.start(metrics);
        var outcome = FAILED;
        try {
            var result = choice.get();
            outcome = result.outcome().name();
            return result;
        } finally {
            begun.stop(timer(outcome));
        }
    }

    private Timer timer(String outcome) {
        return Timer.builder("data.controls.choices")
                .description("how long it took until a choice was durable, or refused, or could not be stored")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(metrics);
    }
}
