package ai.datacontrols.ledger.feed;

import java.time.Duration;
import java.time.Instant;

/**
 * The lag of a consumer.
 *
 * @param reportedAt when it last reported a checkpoint
 * @param behindSince when the first change that it lacks was recorded; null if it is up to date
 * @param at the instant of reading, by the database's clock
 */
public record ConsumerLag(Instant reportedAt, Instant behindSince, Instant at) {

    /** Returns how long the consumer has been behind; zero if it is up to date. */
    public Duration lag() {
        return behindSince == null ? Duration.ZERO : Duration.between(behindSince, at);
    }

    /** Returns the time since its last report. */
    public Duration reportAge() {
        return Duration.between(reportedAt, at);
    }
}
