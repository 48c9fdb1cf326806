package ai.datacontrols.ledger.feed;

import java.time.Instant;

/**
 * How many consumers have applied an account's choice.
 *
 * @param since when the last of those that confirmed it did so, truncated to minutes; null if none did
 */
public record PropagationStatus(int pipelines, int confirmed, Instant since) {

    public boolean isComplete() {
        return confirmed == pipelines;
    }
}
