package ai.datacontrols.ledger.chain;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Arrays;

/** The end of a chain. Its row lock orders everything that is written to it. */
@MappedSuperclass
public abstract class ChainHead extends PanacheEntityBase {

    @Column(name = "last_sequence")
    public long lastSequence;

    @Column(name = "last_hash")
    public byte[] lastHash;

    /** The number of the key that the last row was made under. */
    @Column(name = "last_key")
    public int lastKey = 1;

    @Column(name = "last_at")
    public Instant lastAt;

    /** When the next row is recorded: now, but the instants of a chain only ever grow, even if the clock was set back. */
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
