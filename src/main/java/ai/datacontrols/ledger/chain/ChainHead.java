package ai.datacontrols.ledger.chain;

import java.time.Instant;
import java.util.Arrays;

/** The end of a chain. Its row lock orders everything that is written to it. */
public class ChainHead {

    public long lastSequence;

    public byte[] lastHash;

    public int lastKey = 1;

    public Instant lastAt;

    /** Returns the instant of the next row: now, but never before the last row, even if the clock was set back. */
    public Instant nextAt(Instant now) {
        var next = lastAt.plusNanos(1_000);
        return now.isAfter(next) ? now : next;
    }

    public void advance(ChainedRow row, Instant at) {
        lastSequence = row.sequence();
        lastHash = row.hash();
        lastKey = row.chainKey();
        lastAt = at;
    }

    public boolean isAt(long sequence, byte[] hash, int key) {
        return lastSequence == sequence && lastKey == key && Arrays.equals(lastHash, hash);
    }
}
