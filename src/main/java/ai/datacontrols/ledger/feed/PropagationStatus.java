package ai.datacontrols.ledger.feed;

import java.time.Instant;

/**
 * Whether the pipelines have applied what an account chose.
 *
 * @param pipelines how many are registered
 * @param confirmed how many of them have confirmed it
 * @param since since when the last of those has, to the minute; null when none has
 */
public record PropagationStatus(int pipelines, int confirmed, Instant since) {

    public boolean isComplete() {
        return confirmed == pipelines;
    }
}
