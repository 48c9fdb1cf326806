package ai.datacontrols.ledger.feed;

import java.time.Instant;

/**
 * How many consumers have applied an account's choice.
 *
 * @param pipelines number of registered consumers
 * @param confirmed number of consumers that confirmed it
 * @param since when the last of these confirmed it, truncated to minutes; null if none did
 */
public record PropagationStatus(int pipelines, int confirmed, Instant since) {

    public boolean isComplete() {
        return confirmed == pipelines;
    }
}
