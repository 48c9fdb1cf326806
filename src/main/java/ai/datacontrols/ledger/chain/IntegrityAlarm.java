package ai.datacontrols.ledger.chain;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Logs and counts what fails verification while it is read. The log names the account and what is wrong, no other data. */
public final class IntegrityAlarm {

    private static final Counter UNVERIFIABLE = Counter.builder("data.controls.integrity.unverifiable")
            .description("reads of accounts, and of entries of the access log, that can't be verified")
            .register(Metrics.globalRegistry);

    private static final Counter FORGED = Counter.builder("data.controls.integrity.forged")
            .description(
                    "rows that say something else than the verified entries, or have a wrong seal; they were not used")
            .register(Metrics.globalRegistry);

    private static final Logger LOG = Logger.getLogger(IntegrityAlarm.class);

    private static final int A_MINUTE = 100;

    private static final AtomicLong MINUTE = new AtomicLong();
    private static final AtomicInteger LOGGED = new AtomicInteger();

    private IntegrityAlarm() {}

    /** Registers the counters at startup, so that the first failure is an increase. */
    static void register() {
        UNVERIFIABLE.increment(0);
        FORGED.increment(0);
    }

    public static void unverifiable(UUID account, IntegrityViolation violation) {
        UNVERIFIABLE.increment();
        log(
                "the record of account %s can't be verified: %s at entry %d, nothing of the account is permitted",
                account, violation.kind(), violation.sequence());
    }

    /** Reports an entry of the access log that can't be verified. */
    public static void unverifiableAccess(UUID staff, long sequence) {
        UNVERIFIABLE.increment();
        log("entry %d of the access log of %s can't be verified and isn't shown", sequence, staff);
    }

    /**
     * Reports a row that says something else than the entries of its account. A row of a build without seals agrees with
     * them and is not reported.
     *
     * @param where what kind of row it is
     */
    public static void forged(UUID account, String where) {
        FORGED.increment();
        log("the %s of account %s differs from its verified entries, which are used instead", where, account);
    }

    /**
     * Reports a row that no entry can prove, and whose seal is wrong. It isn't used.
     *
     * @param what what kind of row it is
     */
    public static void unproven(String what) {
        FORGED.increment();
        log("%s has a wrong seal and isn't used", what);
    }

    /** If a whole table is damaged, or a key is missing, each read of a batch would log. */
    private static void log(String format, Object... values) {
        var minute = System.currentTimeMillis() / 60_000;
        if (MINUTE.getAndSet(minute) != minute) {
            LOGGED.set(0);
        }
        var logged = LOGGED.incrementAndGet();
        if (logged <= A_MINUTE) {
            LOG.errorf(format, values);
        } else if (logged == A_MINUTE + 1) {
            LOG.errorf("more than %d records were reported in a minute; further ones are only counted", A_MINUTE);
        }
    }
}
