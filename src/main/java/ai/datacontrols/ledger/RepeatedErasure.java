package ai.datacontrols.ledger;

import java.time.Instant;

/**
 * What became of an erasure of the list.
 *
 * @param erasedAt since when the account is erased here; null where the listed erasure can't be true
 */
public record RepeatedErasure(Outcome outcome, Instant erasedAt) {

    /** What was done. */
    public enum Outcome {
        /** The account was not erased here, or not known here; now it is erased. */
        REPEATED,
        /** The account was erased here already. */
        ALREADY_ERASED,
        /** The list says a later instant than now; nothing was done. */
        IN_THE_FUTURE
    }
}
