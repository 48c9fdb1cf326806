package ai.datacontrols.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A past period in which rules, plan and choice allowed use. Data created in it could be used from its creation until
 * the end of the period, and never afterwards.
 *
 * @param from its first instant
 * @param until the first instant after it
 */
public record PermittedPeriod(Instant from, Instant until) {

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    /** Returns the time from the start of the first period to the end of the last; empty without a period. */
    public static Optional<PermittedPeriod> span(List<PermittedPeriod> periods) {
        return periods.isEmpty()
                ? Optional.empty()
                : Optional.of(periods.get(0).through(periods.get(periods.size() - 1)));
    }

    boolean overlaps(Instant start, Instant end) {
        return from.isBefore(end) && until.isAfter(start);
    }

    /** Returns the shortest period that contains this one and a later one. */
    PermittedPeriod through(PermittedPeriod later) {
        return new PermittedPeriod(from, later.until);
    }
}
