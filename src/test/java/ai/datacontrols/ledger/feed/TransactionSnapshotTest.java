package ai.datacontrols.ledger.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Transaction snapshots, and the cursors that contain them. */
class TransactionSnapshotTest {

    @Property
    void hasTheTextFormatOfPgSnapshot(@ForAll("sets") TransactionSnapshot set) {
        assertThat(TransactionSnapshot.parse(set.toText())).isEqualTo(set);
    }

    @Property
    void cursorsSurviveARoundTripThroughText(@ForAll("sets") TransactionSnapshot set) {
        var cursor = new FeedCursor(UUID.randomUUID(), "2", set);

        assertThat(FeedCursor.fromText(cursor.toText())).contains(cursor);
    }

    /**
     * A union with a later snapshot, which contains the earlier one, up to a transaction adds exactly those up to it.
     */
    @Property
    void addsTheTransactionsOfALaterSnapshotUpToAnXid(
            @ForAll("sets") TransactionSnapshot earlier,
            @ForAll("sets") TransactionSnapshot other,
            @ForAll @LongRange(max = 60) long last) {
        var later = later(earlier, other);

        var sum = earlier.union(later, last);

        for (var transaction = 1L; transaction < 100; transaction++) {
            assertThat(sum.contains(transaction))
                    .as("%d of %s, %s up to %d", transaction, earlier, later, last)
                    .isEqualTo(earlier.contains(transaction) || transaction <= last && later.contains(transaction));
        }
    }

    @Property
    void containsAnotherSnapshotIfItContainsEachOfItsTransactions(
            @ForAll("sets") TransactionSnapshot one, @ForAll("sets") TransactionSnapshot other) {
        var containsEach = LongStream.range(1, other.end()).allMatch(its -> one.contains(its) || !other.contains(its));

        assertThat(one.containsAll(other)).isEqualTo(other.end() <= one.end() && containsEach);
        assertThat(later(one, other).containsAll(one)).isTrue();
    }

    @Test
    void aLaterCursorOfTheSameFeedIncludesAnEarlierOne() {
        var feed = UUID.randomUUID();
        var before = new FeedCursor(feed, "1", new TransactionSnapshot(5, new TreeSet<>(List.of(3L))));
        var after = new FeedCursor(feed, "1", new TransactionSnapshot(7, new TreeSet<>()));

        assertThat(after.includes(before)).isTrue();
        assertThat(before.includes(after)).isFalse();
        assertThat(new FeedCursor(UUID.randomUUID(), "1", after.applied()).includes(before))
                .isFalse();
        assertThat(new FeedCursor(feed, "2", after.applied()).includes(before)).isFalse();
    }

    @Test
    void rejectsTextThatIsNotACursor() {
        for (String text : List.of("", "x", "%%", "MSAyIDM", "bm9uc2Vuc2UgMSB6IHp6eg")) {
            assertThat(FeedCursor.fromText(text)).as(text).isEmpty();
        }
    }

    @Test
    void rejectsRunningTransactionsBeyondTheEnd() {
        assertThatThrownBy(() -> new TransactionSnapshot(5, new TreeSet<>(List.of(5L))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TransactionSnapshot(0, new TreeSet<>()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Returns a snapshot with all transactions of the earlier one and any of the other one. */
    private static TransactionSnapshot later(TransactionSnapshot earlier, TransactionSnapshot other) {
        var end = Math.max(earlier.end(), other.end());
        var running = new TreeSet<Long>();
        for (var transaction = 1L; transaction < end; transaction++) {
            if (!earlier.contains(transaction) && !other.contains(transaction)) {
                running.add(transaction);
            }
        }
        return new TransactionSnapshot(end, running);
    }

    @Provide
    Arbitrary<TransactionSnapshot> sets() {
        return Arbitraries.longs()
                .between(1, 50)
                .flatMap(end -> Arbitraries.longs()
                        .between(1, Math.max(1, end - 1))
                        .set()
                        .ofMaxSize(10)
                        .map(running -> {
                            var below = new TreeSet<>(running);
                            below.removeIf(transaction -> transaction >= end);
                            return new TransactionSnapshot(end, below);
                        }));
    }
}
