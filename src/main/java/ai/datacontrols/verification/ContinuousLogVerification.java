package ai.datacontrols.verification;

import ai.datacontrols.proof.store.LogVerifier;
import ai.datacontrols.proof.store.LogVerifier.Progress;
import ai.datacontrols.verification.AccountVerifier.Finding;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Compares the leaves of the transparency log with the ledger again and again, at a bounded rate. Its position is stored, and one instance
 * of the cluster continues it. Does nothing if the log is off.
 */
@Startup
@Singleton
class ContinuousLogVerification {

    private final LogVerifier log;
    private final VerificationConfig config;
    private final FindingReporter reporter;
    private volatile Progress known;

    ContinuousLogVerification(
            LogVerifier log, VerificationConfig config, FindingReporter reporter, MeterRegistry metrics) {
        this.log = log;
        this.config = config;
        this.reporter = reporter;
        if (!log.isOn()) {
            return;
        }
        Gauge.builder("data.controls.verification.leaves", () -> known == null ? Double.NaN : known.position())
                .description("leaves compared in the present round")
                .register(metrics);
        Gauge.builder("data.controls.verification.log.age", this::age)
                .description("time since all leaves were last compared")
                .baseUnit("seconds")
                .register(metrics);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void proceed() {
        if (config.leavesPerSecond() > 0 && log.isOn()) {
            step(config.leavesPerSecond());
        }
    }

    /**
     * Compares the next leaves.
     *
     * @return whether this ended a round
     */
    boolean step(int leaves) {
        var part = log.proceed(leaves);
        part.ifPresent(compared -> compared.findings().stream().map(Finding::of).forEach(reporter::report));
        known = log.progress();
        return part.isPresent() && part.get().isEnd();
    }

    private double age() {
        return Optional.ofNullable(known)
                .filter(progress -> progress.completedAt() != null)
                .map(progress ->
                        Duration.between(progress.completedAt(), progress.at()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
