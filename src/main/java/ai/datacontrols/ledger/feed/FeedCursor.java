package ai.datacontrols.ledger.feed;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A cursor into the change feed.
 *
 * @param feed id of the feed; a new one is created after a restore or on another server
 * @param policyVersion the version in force when the cursor was issued
 * @param applied the transactions whose changes were read
 */
public record FeedCursor(UUID feed, String policyVersion, TransactionSnapshot applied) {

    private static final int RADIX = 36;

    static Optional<FeedCursor> fromText(String text) {
        try {
            var parts = text.split(" ", -1);
            var end = Long.parseLong(parts[2], RADIX);
            var running = new TreeSet<Long>();
            Arrays.stream(parts).skip(3).forEach(below -> running.add(end - Long.parseLong(below, RADIX)));
            return Optional.of(
                    new FeedCursor(UUID.fromString(parts[0]), parts[1], new TransactionSnapshot(end, running)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException noPosition) {
            return Optional.empty();
        }
    }

    public boolean includes(FeedCursor other) {
        return feed.equals(other.feed)
                && policyVersion.equals(other.policyVersion)
                && applied.containsAll(other.applied);
    }

    /** Returns the cursor as plain text. Clients receive it with a MAC ({@link FeedCursorCodec}). */
    String toText() {
        var running = applied.running().stream()
                .map(transaction -> " " + Long.toString(applied.end() - transaction, RADIX))
                .collect(joining());
        return feed + " " + policyVersion + " " + Long.toString(applied.end(), RADIX) + running;
    }
}
