package ai.datacontrols.verification;

import ai.datacontrols.ledger.VerificationRounds;
import ai.datacontrols.ledger.store.VerificationRound;
import ai.datacontrols.proof.store.LogVerifier;
import ai.datacontrols.verification.AccountVerifier.Finding;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Verifies all accounts again and again, at a bounded rate, on one instance at a time. */
@Singleton
public class ContinuousVerification {

    private static final Logger LOG = Logger.getLogger(ContinuousVerification.class);

    private final AccountVerifier verifier;
    private final ChainVerifier chains;
    private final LogVerifier log;
    private final VerificationRounds rounds;
    private final VerificationConfig config;
    private final FindingReporter reporter;
    private volatile VerificationRound known;

    ContinuousVerification(
            AccountVerifier verifier,
            ChainVerifier chains,
            LogVerifier log,
            VerificationRounds rounds,
            VerificationConfig config,
            FindingReporter reporter,
            MeterRegistry metrics) {
        this.verifier = verifier;
        this.chains = chains;
        this.log = log;
        this.rounds = rounds;
        this.config = config;
        this.reporter = reporter;
        Gauge.builder("data.controls.verification.accounts", () -> known == null ? Double.NaN : known.verified())
                .description("accounts verified in the present round")
                .register(metrics);
        Gauge.builder("data.controls.verification.age", this::age)
                .description("time since the last complete round")
                .baseUnit("seconds")
                .register(metrics);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void proceed() {
        if (config.accountsPerSecond() > 0) {
            step(config.accountsPerSecond());
        }
    }

    /**
     * Verifies the next accounts, and that their entries have leaves; at the end of a round also feed and access log.
     *
     * @return whether this ended a round
     */
    boolean step(int accounts) {
        var isEnd = QuarkusTransaction.requiringNew().timeout(600).call(() -> {
            var round = rounds.tryLock();
            return round.isPresent() && step(round.get(), accounts);
        });
        known = rounds.read();
        return isEnd;
    }

    private boolean step(VerificationRound round, int limit) {
        var accounts = chains.accountsAfter(round.position(), limit);
        if (accounts.isEmpty()) {
            verifier.verifyFeed().forEach(reporter::report);
            verifier.verifyAccessLog().forEach(reporter::report);
            LOG.infof("verified all accounts: %d", round.verified());
            rounds.complete(round.at());
            return true;
        }
        accounts.forEach(this::verify);
        if (log.isOn()) {
            log.compareEntries(accounts).stream().map(Finding::of).forEach(reporter::report);
        }
        rounds.advance(accounts.get(accounts.size() - 1), accounts.size());
        return false;
    }

    /** In a transaction of its own, because the round's holds no account lock. */
    private void verify(UUID account) {
        QuarkusTransaction.requiringNew().call(() -> verifier.verify(account)).forEach(reporter::report);
    }

    private double age() {
        return Optional.ofNullable(known)
                .filter(round -> round.completedAt() != null)
                .map(round -> Duration.between(round.completedAt(), round.at()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
