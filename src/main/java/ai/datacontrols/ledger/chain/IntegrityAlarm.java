package ai.datacontrols.ledger.chain;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.logging.Log;
import java.util.UUID;

/** Logs and counts what fails verification while it is read. The log names the account and what is wrong, no other data. */
public final class IntegrityAlarm {

    private static final Counter UNVERIFIABLE = Counter.builder("data.controls.integrity.unverifiable")
            .description("reads of accounts whose record can't be verified")
            .register(Metrics.globalRegistry);

    private static final Counter FORGED = Counter.builder("data.controls.integrity.forged")
            .description("rows that say something else than the verified entries, which were used instead")
            .register(Metrics.globalRegistry);

    private IntegrityAlarm() {}

    /** Registers the counters at startup, so that the first failure is an increase. */
    static void register() {
        UNVERIFIABLE.increment(0);
        FORGED.increment(0);
    }

    /** Reports an account whose record can't be verified. */
    public static void unverifiable(UUID account, IntegrityViolation violation) {
        UNVERIFIABLE.increment();
        Log.errorf(
                "the record of account %s can't be verified: %s at entry %d, nothing of the account is permitted",
                account, violation.kind(), violation.sequence());
    }

    /**
     * Reports a row that says something else than the entries of its account. A row of a build without seals agrees with
     * them and is not reported.
     *
     * @param where what kind of row it is
     */
    public static void forged(UUID account, String where) {
        FORGED.increment();
        Log.errorf("the %s of account %s differs from its verified entries, which are used instead", where, account);
    }
}
