package ai.datacontrols.ledger;

import ai.datacontrols.ledger.Flaw.Kind;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

/** Checks a chain link by link, in the order of the sequence. It keeps the last link's hash and no links. */
final class ChainCheck {

    private final Chain chain;
    private final UUID owner;
    private final Consumer<Flaw> flaws;
    private byte[] previous = {};
    private long sequence;
    private int key = 1;

    /**
     * @param owner whose chain it is
     * @param flaws takes what is wrong
     */
    ChainCheck(Chain chain, UUID owner, Consumer<Flaw> flaws) {
        this.chain = chain;
        this.owner = owner;
        this.flaws = flaws;
    }

    /** The sequence of the last link; 0 if there is none yet. */
    long sequence() {
        return sequence;
    }

    void accept(Link link) {
        var place = link.sequence();
        require(place == sequence + 1, new Flaw(owner, place, Kind.SEQUENCE));
        require(Arrays.equals(link.previousHash(), previous), new Flaw(owner, place, Kind.PREVIOUS));
        checkHash(link);
        require(link.chainKey() >= key, new Flaw(owner, place, Kind.KEY_ORDER));
        previous = link.hash();
        sequence = place;
        key = Math.max(key, link.chainKey());
    }

    /** Compares the end of the chain with its head; null if there is none. */
    void end(ChainHead head) {
        var ends = head == null ? sequence == 0 : head.isAt(sequence, previous, key);
        require(ends, new Flaw(owner, sequence, Kind.HEAD));
    }

    /** Whether a row is what was written, under the key that it says. */
    private void checkHash(Link link) {
        var keyOfLink = link.chainKey();
        if (!chain.knows(keyOfLink)) {
            flaws.accept(new Flaw(owner, link.sequence(), Kind.UNKNOWN_KEY, keyOfLink));
            return;
        }
        require(Arrays.equals(link.hash(), chain.hash(link)), new Flaw(owner, link.sequence(), Kind.HASH));
        require(!chain.isRetired(keyOfLink, link.recordedAt()), new Flaw(owner, link.sequence(), Kind.RETIRED_KEY));
    }

    private void require(boolean asItShouldBe, Flaw otherwise) {
        if (!asItShouldBe) {
            flaws.accept(otherwise);
        }
    }
}
