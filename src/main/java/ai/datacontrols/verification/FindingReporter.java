package ai.datacontrols.verification;

import ai.datacontrols.verification.AccountVerifier.Finding;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Logs and counts what the continuous verification finds. */
@Singleton
class FindingReporter {

    private static final Logger LOG = Logger.getLogger(ContinuousVerification.class);

    private static final String FINDINGS = "data.controls.verification.findings";

    private final MeterRegistry metrics;

    FindingReporter(MeterRegistry metrics) {
        this.metrics = metrics;
        metrics.counter(FINDINGS, "kind", "HASH"); // so that the first finding is an increase
    }

    void report(Finding finding) {
        metrics.counter(FINDINGS, "kind", finding.kind()).increment();
        if (finding.owner() == null) {
            LOG.errorf("verification: %s at leaf %d of the transparency log", finding.kind(), finding.sequence());
        } else {
            LOG.errorf(
                    "verification: %s of %s at entry %d (0: the record as a whole)",
                    finding.kind(), finding.owner(), finding.sequence());
        }
    }
}
