package ai.datacontrols.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A past period of permitted use, without the instant {@code until}, after which its data was never used. */
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

    PermittedPeriod through(PermittedPeriod later) {
        return new PermittedPeriod(from, later.until);
    }
}
