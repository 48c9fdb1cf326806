package ai.datacontrols.ledger;

import ai.datacontrols.ledger.Flaw.Kind;
import io.quarkus.panache.common.Sort;
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

    /**
     * The same for who tells people of it: a missing key of ours must not be told as a change of theirs.
     *
     * @throws IllegalStateException with the number of a key that is missing here
     */
    @Transactional
    public List<Flaw> changesOf(UUID account) {
        var flaws = of(account);
        flaws.stream()
                .filter(flaw -> flaw.kind() == Kind.UNKNOWN_KEY)
                .findFirst()
                .ifPresent(flaw -> {
                    throw new IllegalStateException(
                            "the chain of %s can't be checked at entry %d: key %d is not known here"
                                    .formatted(account, flaw.sequence(), flaw.key()));
                });
        return flaws;
    }

    /**
     * The same for the chain of a staff member's reads. Words and names that were erased are no flaw; those that were changed are.
     */
    @Transactional
    public List<Flaw> ofReads(UUID staff) {
        List<SupportRead> reads = SupportRead.list("staff", Sort.by("sequence"), staff);
        var flaws = flaws(staff, reads, SupportHead.findById(staff));
        for (SupportRead read : reads) {
            SupportReadWords words = SupportReadWords.findById(new SupportRead.Key(staff, read.sequence));
            note(
                    flaws,
                    words == null || Arrays.equals(words.hash(), read.wordsHash),
                    new Flaw(staff, read.sequence, Kind.WORDS));
            SupportReadName name = SupportReadName.findById(new SupportRead.Key(staff, read.sequence));
            note(
                    flaws,
                    name == null || Arrays.equals(name.hash(), read.nameHash),
                    new Flaw(staff, read.sequence, Kind.NAME));
        }
        return flaws;
    }

    /** Every staff member who has ever looked anything up. */
    @Transactional
    public List<UUID> staff() {
        return SupportHead.<SupportHead>streamAll().map(head -> head.staff).toList();
    }

    /** The accounts after one, in their order, some hundreds at a time; null begins. The last answer is empty. */
    @Transactional
    public List<UUID> accountsAfter(UUID last) {
        return AccountHead.accountsAfter(last, ACCOUNTS_AT_ONCE);
    }

    List<Flaw> flaws(UUID owner, List<? extends Link> links, ChainHead head) {
        var flaws = new ArrayList<Flaw>();
        var previous = new byte[0];
        var sequence = 0L;
        var key = 1;
        for (Link link : links) {
            var place = link.sequence();
            note(flaws, place == sequence + 1, new Flaw(owner, place, Kind.SEQUENCE));
            note(flaws, Arrays.equals(link.previousHash(), previous), new Flaw(owner, place, Kind.PREVIOUS));
            check(flaws, owner, link);
            note(flaws, link.chainKey() >= key, new Flaw(owner, place, Kind.KEY_ORDER));
            previous = link.hash();
            sequence = place;
            key = Math.max(key, link.chainKey());
        }
        var ends = head == null ? sequence == 0 : head.isAt(sequence, previous, key);
        note(flaws, ends, new Flaw(owner, sequence, Kind.HEAD));
        return flaws;
    }

    /** Whether a row is what was written, under the key that it says. */
    private void check(List<Flaw> flaws, UUID owner, Link link) {
        var key = link.chainKey();
        if (!chain.knows(key)) {
            flaws.add(new Flaw(owner, link.sequence(), Kind.UNKNOWN_KEY, key));
            return;
        }
        note(flaws, Arrays.equals(link.hash(), chain.hash(link)), new Flaw(owner, link.sequence(), Kind.HASH));
        note(flaws, !chain.isRetired(key, link.recordedAt()), new Flaw(owner, link.sequence(), Kind.RETIRED_KEY));
    }

    private static void note(List<Flaw> flaws, boolean asItShouldBe, Flaw otherwise) {
        if (!asItShouldBe) {
            flaws.add(otherwise);
        }
    }
}
