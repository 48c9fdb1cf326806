package ai.datacontrols.ledger;

import ai.datacontrols.ledger.Flaw.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Reads chains again, from their first entry to their head. What it can't see is a chain cut at its end together with its
 * head.
 */
@ApplicationScoped
public class Verification {

    private static final int ACCOUNTS_AT_ONCE = 500;

    private final Chain chain;

    Verification(Chain chain) {
        this.chain = chain;
    }

    /** Everything that is wrong with one account's chain; empty when it is whole. */
    @Transactional
    public List<Flaw> of(UUID account) {
        return flaws(account, LedgerEntry.of(account), AccountHead.findById(account));
    }

    /** The accounts after one, in their order, some hundreds at a time; null begins. The last answer is empty. */
    @Transactional
    public List<UUID> accountsAfter(UUID last) {
        return AccountHead.accountsAfter(last, ACCOUNTS_AT_ONCE);
    }

    private List<Flaw> flaws(UUID owner, List<? extends Link> links, ChainHead head) {
        var flaws = new ArrayList<Flaw>();
        var previous = new byte[0];
        var sequence = 0L;
        for (Link link : links) {
            var place = link.sequence();
            note(flaws, place == sequence + 1, new Flaw(owner, place, Kind.SEQUENCE));
            note(flaws, Arrays.equals(link.previousHash(), previous), new Flaw(owner, place, Kind.PREVIOUS));
            note(flaws, Arrays.equals(link.hash(), chain.hash(link)), new Flaw(owner, place, Kind.HASH));
            previous = link.hash();
            sequence = place;
        }
        var ends = head == null ? sequence == 0 : head.isAt(sequence, previous);
        note(flaws, ends, new Flaw(owner, sequence, Kind.HEAD));
        return flaws;
    }

    private static void note(List<Flaw> flaws, boolean asItShouldBe, Flaw otherwise) {
        if (!asItShouldBe) {
            flaws.add(otherwise);
        }
    }
}
