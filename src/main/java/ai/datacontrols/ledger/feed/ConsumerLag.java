package ai.datacontrols.ledger.feed;

import java.time.Duration;
import java.time.Instant;

/** The lag of a consumer. {@code behindSince} is when the first change that it lacks was recorded; null without one. */
public record ConsumerLag(Instant reportedAt, Instant behindSince, Instant at) {

    public Duration lag() {
        return behindSince == null ? Duration.ZERO : Duration.between(behindSince, at);
    }

    public Duration reportAge() {
        return Duration.between(reportedAt, at);
    }
}
