package ai.datacontrols.settings;

import ai.datacontrols.ledger.ChoiceResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

@Singleton
class ChoiceMetrics {

    private static final String FAILED = "FAILED";

    private final MeterRegistry metrics;

    ChoiceMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        timer(FAILED); // registered at startup, so that the first failure is an increase
    }

    /** Times a choice by its outcome. Exceptions are counted as failures and rethrown. */
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
                .description("time until a choice was durable, refused or failed")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(metrics);
    }
}
