package ai.datacontrols.ledger;

import java.util.HexFormat;

/** A row that hangs on the one before it. */
interface Link {

    /** Its place in the chain, from 1. */
    long sequence();

    /** The hash of the one before; empty for the first. */
    byte[] previousHash();

    byte[] hash();

    /** All that it says, without the hashes. */
    CanonicalForm form();

    /** What its hash is made over: all that, and the hash of the one before. */
    default CanonicalForm hashedForm() {
        return form().add("previous_hash", HexFormat.of().formatHex(previousHash()));
    }
}
