package ai.datacontrols.support;

import ai.datacontrols.ledger.RecordedRead;
import ai.datacontrols.ledger.SupportLook;
import ai.datacontrols.ledger.SupportReads;
import ai.datacontrols.web.PageProblem;
import ai.datacontrols.web.ProblemKind;
import ai.datacontrols.web.SignedIn;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What staff are about to see, recorded first. If it can't be recorded, nothing is shown. */
@Singleton
class Looks {

    private static final Logger LOG = Logger.getLogger(Looks.class);

    /** For how long a reason holds for the account it was given for. */
    private static final Duration REASON_HOLDS = Duration.ofMinutes(15);

    private final SupportReads reads;
    private final SignedIn staff;
    private final SupportSettings settings;
    private final Counter unusual;

    Looks(SupportReads reads, SignedIn staff, SupportSettings settings, MeterRegistry metrics) {
        this.reads = reads;
        this.staff = staff;
        this.settings = settings;
        this.unusual = Counter.builder("data.controls.support.unusual")
                .description("looks of staff who were shown more accounts in a day than is usual")
                .register(metrics);
    }

    /** Looks for an account by e-mail address or id. */
    RecordedRead search(String subject, String reason) {
        var sequence = record(
                SupportLook.search(staff.account(), reason, subject).orUnverified(settings.unverifiedAddresses()));
        return reads.recent(staff.account(), sequence, REASON_HOLDS).orElseThrow();
    }

    /** Goes on to look at an account, for the reason that was given a while ago. */
    Optional<RecordedRead> begun(UUID account, long sequence) {
        return reads.recent(staff.account(), sequence, REASON_HOLDS)
                .filter(read -> account.equals(read.account()) || read.found().contains(account))
                // nothing is kept of a reason that was given for an erased account
                .filter(read -> read.reason() != null || reads.isErased(account));
    }

    /** @param subject what is asked about the account; null for nothing */
    long account(UUID account, Instant asOf, String reason, String subject) {
        var sequence = record(SupportLook.account(staff.account(), account, asOf, reason, subject));
        var shown = reads.accounts(staff.account(), Instant.now().minus(Duration.ofDays(1)));
        if (shown > settings.accountsADay()) {
            unusual.increment();
            LOG.warnf("staff member %s was shown %d accounts in 24 hours", staff.account(), shown);
        }
        return sequence;
    }

    private long record(SupportLook look) {
        return reads.record(look.by(staff.displayName()), settings.searchesAnHour())
                .orElseThrow(() -> new PageProblem(ProblemKind.TOO_MANY));
    }
}
