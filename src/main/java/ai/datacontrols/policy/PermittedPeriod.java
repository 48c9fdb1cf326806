package ai.datacontrols.policy;

import java.time.Instant;

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

    boolean overlaps(Instant start, Instant end) {
        return from.isBefore(end) && until.isAfter(start);
    }

    /** Returns the shortest period that contains this one and a later one. */
    PermittedPeriod through(PermittedPeriod later) {
        return new PermittedPeriod(from, later.until);
    }
}
