package ai.datacontrols.ledger.chain;

import java.time.Instant;
import java.util.HexFormat;

public interface ChainedRow {

    long sequence();

    /** Empty for the first row. */
    byte[] previousHash();

    byte[] hash();

    int chainKey();

    Instant recordedAt();

    CanonicalEncoding encoding();

    /** Returns the hash's input: all fields, the key number from key 2 on, and the previous hash. */
    default CanonicalEncoding hashedEncoding() {
        return encoding()
                .add("chain_key", chainKey() == 1 ? null : chainKey())
                .add("previous_hash", HexFormat.of().formatHex(previousHash()));
    }
}
