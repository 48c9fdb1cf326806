package ai.datacontrols.ledger;

import java.time.Instant;

/** @param erasedAt when the account was erased here; null if the list's instant is in the future */
public record RepeatedErasure(Outcome outcome, Instant erasedAt) {

    public enum Outcome {
        /** The account was not erased, or not known, here; now it is erased. */
        REPEATED,
        ALREADY_ERASED,
        IN_THE_FUTURE
    }
}
