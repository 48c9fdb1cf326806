package ai.datacontrols.ledger.chain;

import java.util.UUID;

/**
 * A row or head that fails verification.
 *
 * @param owner the account, or the staff member of the access log
 * @param sequence the position at which the violation is detected
 * @param key number of the missing key for {@link Kind#UNKNOWN_KEY}; otherwise null
 */
public record IntegrityViolation(UUID owner, long sequence, Kind kind, Integer key) {

    public IntegrityViolation(UUID owner, long sequence, Kind kind) {
        this(owner, sequence, kind, null);
    }

    public enum Kind {
        /** The hash doesn't match: the row was edited, or hashed without the key. */
        HASH,
        /** The previous hash doesn't match: a row was changed, removed, inserted or moved. */
        PREVIOUS,
        SEQUENCE,
        HEAD,
        /** The key is older than that of the previous row. */
        KEY_ORDER,
        RETIRED_KEY,
        /** The key isn't configured on this instance, so the row can't be verified; it may be unchanged. */
        UNKNOWN_KEY,
        WORDS,
        NAME
    }
}
