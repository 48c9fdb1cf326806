package ai.datacontrols.ledger.chain;

import java.time.Instant;
import java.util.HexFormat;

/** A row that hangs on the one before it. */
public interface ChainedRow {

    /** Its place in the chain, from 1. */
    long sequence();

    /** The hash of the one before; empty for the first. */
    byte[] previousHash();

    byte[] hash();

    /** The number of the key that its hash was made under. */
    int chainKey();

    Instant recordedAt();

    /** All that it says, without the hashes. */
    CanonicalEncoding encoding();

    /** What its hash is made over: all that, the key's number from the second on, and the hash of the one before. */
    default CanonicalEncoding hashedEncoding() {
        return encoding()
                .add("chain_key", chainKey() == 1 ? null : chainKey())
                .add("previous_hash", HexFormat.of().formatHex(previousHash()));
    }
}
