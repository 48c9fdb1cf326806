package ai.datacontrols.ledger.feed;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a pipeline has come.
 *
 * @param reportedAt when it last said so
 * @param behindSince when the first change was recorded that it lacks; null when it lacks none
 * @param at the moment this was read, by the database's clock
 */
public record ConsumerLag(Instant reportedAt, Instant behindSince, Instant at) {

    /** For how long it has lacked something; nothing when it lacks nothing. */
    public Duration lag() {
        return behindSince == null ? Duration.ZERO : Duration.between(behindSince, at);
    }

    /** How long it has said nothing. */
    public Duration reportAge() {
        return Duration.between(reportedAt, at);
    }
}
