package ai.datacontrols.verification;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.ChainCheck;
import ai.datacontrols.ledger.chain.ChainHead;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.ledger.chain.IntegrityViolation.Kind;
import ai.datacontrols.ledger.chain.Keys;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.EventMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A chain stays valid across any changes of its key, and tampering is detected. */
class ChainKeysPropertiesTest {

    private static final UUID ACCOUNT = UUID.fromString("d47ac000-0000-4000-8000-000000000001");
    private static final Instant BEGINNING = Instant.parse("2026-01-02T03:04:05Z");
    private static final Map<Integer, byte[]> ALL = Map.of(1, key(1), 2, key(2), 3, key(3), 4, key(4));

    private final Chain reader = Keys.chain(4, ALL);

    /** Instances with different signing keys alternate, as during a roll-out. */
    @Property(tries = 300)
    void theChainStaysValidWhicheverInstanceAppends(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 4) Integer> by) {
        var chain = written(by);

        assertThat(flaws(reader, chain)).isEmpty();
        assertThat(chain.entries.stream().map(LedgerEntry::chainKey)).isSorted();
    }

    @Property(tries = 300)
    void detectsAnEditAtItsEntry(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 4) Integer> by,
            @ForAll @IntRange(max = 11) int place) {
        var chain = written(by);
        var edited = chain.entries.get(place % by.size());
        edited.plan = "enterprise";

        assertThat(flaws(reader, chain)).containsExactly(new IntegrityViolation(ACCOUNT, edited.sequence, Kind.HASH));
    }

    @Property(tries = 300)
    void detectsAChangedKeyNumber(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 4) Integer> by,
            @ForAll @IntRange(max = 11) int place,
            @ForAll @IntRange(min = 1, max = 3) int further) {
        var chain = written(by);
        var edited = chain.entries.get(place % by.size());
        edited.chainKey = (edited.chainKey - 1 + further) % 4 + 1;

        assertThat(flaws(reader, chain)).contains(new IntegrityViolation(ACCOUNT, edited.sequence, Kind.HASH));
    }

    /** An attacker with a retired key and access to the database is detected although the hash is valid. */
    @Property(tries = 300)
    void detectsAnOlderKeyThanThatOfThePreviousEntry(
            @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 4) Integer> by,
            @ForAll @IntRange(min = 2, max = 4) int last,
            @ForAll @IntRange(min = 1, max = 3) int older) {
        var before = new ArrayList<>(by);
        before.add(last);
        var chain = written(before);
        var newest = chain.head.lastKey;
        chain.head.lastKey = 1;
        chain.append(Math.min(older, newest - 1));

        assertThat(flaws(reader, chain))
                .contains(new IntegrityViolation(ACCOUNT, before.size() + 1, Kind.KEY_ORDER))
                .noneMatch(violation -> violation.kind() == Kind.HASH);
    }

    /** Also detected if no later entry uses a newer key. */
    @Property(tries = 100)
    void detectsAnEntryUnderAKeyThatWasAlreadyRetired(@ForAll @IntRange(min = 1, max = 8) int entries) {
        var chain = written(new ArrayList<>(Collections.nCopies(entries, 1)));
        var retired = chain.head.lastAt;
        var told = Keys.chain(2, ALL, Map.of(1, retired));

        assertThat(flaws(told, chain)).containsExactly(new IntegrityViolation(ACCOUNT, entries, Kind.RETIRED_KEY));
        var later = Keys.chain(2, ALL, Map.of(1, retired.plusNanos(1_000)));
        assertThat(flaws(later, chain)).isEmpty();
    }

    @Property(tries = 300)
    void reportsAMissingKeyAndNoOtherViolation(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 4) Integer> by,
            @ForAll @IntRange(min = 2, max = 4) int missing) {
        var chain = written(by);
        var some = new HashMap<>(ALL);
        some.remove(missing);

        var expected = chain.entries.stream()
                .filter(entry -> entry.chainKey == missing)
                .map(entry -> new IntegrityViolation(ACCOUNT, entry.sequence, Kind.UNKNOWN_KEY, missing))
                .toList();

        assertThat(flaws(Keys.chain(1, some), chain)).isEqualTo(expected);
    }

    private static List<IntegrityViolation> flaws(Chain reader, Written chain) {
        var violations = new ArrayList<IntegrityViolation>();
        var check = new ChainCheck(reader, ACCOUNT, violations::add);
        chain.entries.forEach(check::accept);
        check.end(chain.head);
        return violations;
    }

    /** A chain in memory, appended by the ledger's code. */
    private static final class Written {
        private final ChainHead head = new ChainHead();
        private final List<LedgerEntry> entries = new ArrayList<>();

        private Written() {
            head.lastHash = new byte[0];
            head.lastAt = BEGINNING;
        }

        private void append(int signing) {
            var chain = Keys.chain(signing, ALL);
            var at = head.nextAt(BEGINNING);
            var metadata = new EventMetadata(head.lastSequence + 1, at, Actor.OPERATOR, Channel.API, null);
            var entry = LedgerEntry.from(new PlanStarted(metadata, "le-chat", "free"), ACCOUNT, at);
            entry.chainKey = chain.keyAfter(head);
            entry.previousHash = head.lastHash;
            entry.hash = chain.hash(entry);
            head.advance(entry, at);
            entries.add(entry);
        }
    }

    private static Written written(List<Integer> signing) {
        var written = new Written();
        signing.forEach(written::append);
        return written;
    }

    private static byte[] key(int number) {
        var key = new byte[32];
        key[0] = (byte) number;
        return key;
    }
}
