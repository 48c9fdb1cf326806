package ai.datacontrols.ledger.chain;

import ai.datacontrols.ledger.chain.IntegrityViolation.Kind;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

/** Verifies a chain row by row, in the order of the sequence. Stores only the last row's hash. */
public final class ChainCheck {

    private final Chain chain;
    private final UUID owner;
    private final Consumer<IntegrityViolation> violations;
    private byte[] previous;
    private long sequence;
    private int key;

    public ChainCheck(Chain chain, UUID owner, Consumer<IntegrityViolation> violations) {
        this(chain, owner, ChainPosition.START, violations);
    }

    /** @param start the position after which the next row is expected */
    public ChainCheck(Chain chain, UUID owner, ChainPosition start, Consumer<IntegrityViolation> violations) {
        this.chain = chain;
        this.owner = owner;
        this.violations = violations;
        previous = start.hash();
        sequence = start.sequence();
        key = start.key();
    }

    /** Returns the position after the last row. */
    public ChainPosition position() {
        return new ChainPosition(sequence, previous, key);
    }

    public long sequence() {
        return sequence;
    }

    public void accept(ChainedRow row) {
        var place = row.sequence();
        require(place == sequence + 1, new IntegrityViolation(owner, place, Kind.SEQUENCE));
        require(Arrays.equals(row.previousHash(), previous), new IntegrityViolation(owner, place, Kind.PREVIOUS));
        checkHash(row);
        require(row.chainKey() >= key, new IntegrityViolation(owner, place, Kind.KEY_ORDER));
        previous = row.hash();
        sequence = place;
        key = Math.max(key, row.chainKey());
    }

    public void unreadable(long place) {
        violations.accept(new IntegrityViolation(owner, place, Kind.HASH));
        sequence = place;
    }

    public void end(ChainHead head) {
        var ends = head == null ? sequence == 0 : head.isAt(sequence, previous, key);
        require(ends, new IntegrityViolation(owner, sequence, Kind.HEAD));
    }

    private void checkHash(ChainedRow row) {
        var keyOfLink = row.chainKey();
        if (!chain.knows(keyOfLink)) {
            violations.accept(new IntegrityViolation(owner, row.sequence(), Kind.UNKNOWN_KEY, keyOfLink));
            return;
        }
        require(Arrays.equals(row.hash(), chain.hash(row)), new IntegrityViolation(owner, row.sequence(), Kind.HASH));
        require(
                !chain.isRetired(keyOfLink, row.recordedAt()),
                new IntegrityViolation(owner, row.sequence(), Kind.RETIRED_KEY));
    }

    private void require(boolean asItShouldBe, IntegrityViolation otherwise) {
        if (!asItShouldBe) {
            violations.accept(otherwise);
        }
    }
}
