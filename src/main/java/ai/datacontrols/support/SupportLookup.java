package ai.datacontrols.support;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.AccessLogView;
import ai.datacontrols.accesslog.SupportAccess;
import ai.datacontrols.web.auth.CurrentUser;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Records a staff access before anything is shown. Fails closed: if it can't be recorded, nothing is shown. */
@Singleton
class SupportLookup {

    private static final Logger LOG = Logger.getLogger(SupportLookup.class);

    private static final Duration REASON_HOLDS = Duration.ofMinutes(15);

    private final AccessLog accessLog;
    private final CurrentUser staff;
    private final SupportConfig config;
    private final Counter unusual;

    SupportLookup(AccessLog accessLog, CurrentUser staff, SupportConfig config, MeterRegistry metrics) {
        this.accessLog = accessLog;
        this.staff = staff;
        this.config = config;
        this.unusual = Counter.builder("data.controls.support.unusual")
                .description("accesses by staff members above the usual number of accounts per day")
                .register(metrics);
    }

    AccessLogView search(String subject, String reason) {
        var sequence = record(
                SupportAccess.search(staff.account(), reason, subject).orUnverified(config.unverifiedAddresses()));
        return accessLog.recent(staff.account(), sequence, REASON_HOLDS).orElseThrow();
    }

    /** Returns the recent access whose reason covers this account. */
    Optional<AccessLogView> findAccess(UUID account, long sequence) {
        return accessLog
                .recent(staff.account(), sequence, REASON_HOLDS)
                .filter(AccessLogView::verified)
                .filter(view -> account.equals(view.account()) || view.found().contains(account))
                // the reason is erased with the account
                .filter(view -> view.reason() != null || accessLog.isErased(account));
    }

    long account(UUID account, Instant asOf, String reason, String subject) {
        var sequence = record(SupportAccess.account(staff.account(), account, asOf, reason, subject));
        var shown = accessLog.accounts(staff.account(), Instant.now().minus(Duration.ofDays(1)));
        if (shown > config.accountsPerDay()) {
            unusual.increment();
            LOG.warnf("staff member %s accessed %d accounts in 24 hours", staff.account(), shown);
        }
        return sequence;
    }

    private long record(SupportAccess access) {
        return accessLog
                .record(access.by(staff.displayName()), config.searchesPerHour())
                .orElseThrow(() -> new RequestException(ErrorKind.TOO_MANY_SEARCHES));
    }
}
