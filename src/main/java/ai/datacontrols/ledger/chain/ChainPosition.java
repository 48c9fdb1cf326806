package ai.datacontrols.ledger.chain;

/**
 * A verified row of a chain, from which verification continues.
 *
 * @param sequence 0 for the start of the chain
 * @param hash empty for the start of the chain
 * @param key the highest key number up to the row
 */
public record ChainPosition(long sequence, byte[] hash, int key) {

    /** The position before the first row. */
    public static final ChainPosition START = new ChainPosition(0, new byte[0], 1);
}
