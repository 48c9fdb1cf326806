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
            .description("reads of accounts whose record can't be verified")
            .register(Metrics.globalRegistry);

    private static final Counter FORGED = Counter.builder("data.controls.integrity.forged")
            .description("rows that say something else than the verified entries, which were used instead")
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

    /** Reports a row that contradicts the entries of its account. Unsealed rows of earlier builds don't contradict them. */
    public static void forged(UUID account, String where) {
        FORGED.increment();
        log("the %s of account %s differs from its verified entries, which are used instead", where, account);
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
