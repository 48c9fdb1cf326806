package ai.datacontrols.ledger.chain;

import java.time.Instant;
import java.util.HexFormat;

/** A row of a hash chain. */
public interface ChainedRow {

    /** Returns the position in the chain, from 1. */
    long sequence();

    /** Returns the previous row's hash; empty for the first row. */
    byte[] previousHash();

    byte[] hash();

    /** Returns the number of the hash's key. */
    int chainKey();

    Instant recordedAt();

    /** Returns the encoding of all fields except the hashes. */
    CanonicalEncoding encoding();

    /** Returns the hash's input: all fields, the key number from key 2 on, and the previous hash. */
    default CanonicalEncoding hashedEncoding() {
        return encoding()
                .add("chain_key", chainKey() == 1 ? null : chainKey())
                .add("previous_hash", HexFormat.of().formatHex(previousHash()));
    }
}
