package ai.datacontrols.ledger.feed;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A cursor into the change feed.
 *
 * @param feed which feed: another one begins when the database is restored or another server takes over
 * @param policyVersion the version in force when it was given out
 * @param applied the transactions whose changes are known
 */
public record FeedCursor(UUID feed, String policyVersion, TransactionSnapshot applied) {

    private static final int RADIX = 36;

    /** Reads what {@link #toText} wrote; empty for any other text. */
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

    /** Whether this cursor includes everything that another cursor of the same feed includes. */
    public boolean includes(FeedCursor other) {
        return feed.equals(other.feed)
                && policyVersion.equals(other.policyVersion)
                && applied.containsAll(other.applied);
    }

    /** The position as plain text. Callers get it with a check value ({@link FeedCursorCodec}). */
    String toText() {
        var running = applied.running().stream()
                .map(transaction -> " " + Long.toString(applied.end() - transaction, RADIX))
                .collect(joining());
        return feed + " " + policyVersion + " " + Long.toString(applied.end(), RADIX) + running;
    }
}
