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
        var flaws = new ArrayList<Flaw>();
        var previous = new byte[0];
        var sequence = 0L;
        for (LedgerEntry entry : LedgerEntry.of(account)) {
            sequence++;
            note(flaws, entry.sequence == sequence, entry, Kind.SEQUENCE);
            note(flaws, Arrays.equals(entry.previousHash, previous), entry, Kind.PREVIOUS);
            note(flaws, Arrays.equals(entry.hash, chain.hash(entry)), entry, Kind.HASH);
            previous = entry.hash;
            sequence = entry.sequence;
        }
        AccountHead head = AccountHead.findById(account);
        if (head == null ? sequence > 0 : head.lastSequence != sequence || !Arrays.equals(head.lastHash, previous)) {
            flaws.add(new Flaw(account, sequence, Kind.HEAD));
        }
        return flaws;
    }

    /** The accounts after one, in their order, some hundreds at a time; null begins. The last answer is empty. */
    @Transactional
    public List<UUID> accountsAfter(UUID last) {
        return AccountHead.accountsAfter(last, ACCOUNTS_AT_ONCE);
    }

    private static void note(List<Flaw> flaws, boolean asItShouldBe, LedgerEntry entry, Kind kind) {
        if (!asItShouldBe) {
            flaws.add(new Flaw(entry.account, entry.sequence, kind));
        }
    }
}
