package ai.datacontrols.verification;

import java.util.UUID;

/**
 * Where a chain is not what was written.
 *
 * @param owner whose chain: an account, or a staff member for what they read
 * @param sequence the entry at which it shows
 * @param kind what is wrong there
 * @param key the number of the key that can't be checked with, for {@link Kind#UNKNOWN_KEY}; otherwise null
 */
public record IntegrityViolation(UUID owner, long sequence, Kind kind, Integer key) {

    public IntegrityViolation(UUID owner, long sequence, Kind kind) {
        this(owner, sequence, kind, null);
    }

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
        /** Made under an older key than the entry before it. */
        KEY_ORDER,
        /** Recorded under a key that had been retired by then. */
        RETIRED_KEY,
        /** Can't be checked, as this instance hasn't the key: that says nothing of whether it was changed. */
        UNKNOWN_KEY,
        /** What a staff member wrote is not what it was. */
        WORDS,
        /** What a staff member was called is not what it was. */
        NAME
    }
}
