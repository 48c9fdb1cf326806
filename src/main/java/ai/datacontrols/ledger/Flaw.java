package ai.datacontrols.ledger;

import java.util.UUID;

/**
 * Where a chain is not what was written.
 *
 * @param owner whose chain: an account, or a staff member for what they read
 * @param sequence the entry at which it shows
 * @param kind what is wrong there
 */
public record Flaw(UUID owner, long sequence, Kind kind) {

    /** What can be wrong with a chain. */
    public enum Kind {
        /** Not what its hash was made over: edited, or hashed without the key. */
        HASH,
        /** Doesn't follow the entry before it: something was changed, taken out, put in or moved. */
        PREVIOUS,
        /** The sequence has a hole or a repetition. */
        SEQUENCE,
        /** The chain ends elsewhere than its head says. */
        HEAD,
        /** What a staff member wrote is not what it was. */
        WORDS
    }
}
