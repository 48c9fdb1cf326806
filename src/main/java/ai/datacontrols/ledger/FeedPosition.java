package ai.datacontrols.ledger;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * How far somebody has read the feed. To callers it is text that means nothing, so that what is in it can change.
 *
 * @param feed which feed: another one begins when the database is restored or another server takes over
 * @param policyVersion the version in force when it was given out
 * @param applied the transactions whose changes are known
 */
public record FeedPosition(UUID feed, String policyVersion, TransactionSet applied) {

    private static final int RADIX = 36;

    /** Empty for what is no position. */
    public static Optional<FeedPosition> parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            var end = Long.parseLong(parts[2], RADIX);
            var running = new TreeSet<Long>();
            Arrays.stream(parts).skip(3).forEach(below -> running.add(end - Long.parseLong(below, RADIX)));
            return Optional.of(new FeedPosition(UUID.fromString(parts[0]), parts[1], new TransactionSet(end, running)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException noPosition) {
            return Optional.empty();
        }
    }

    /** Whether who is here knows all that somebody at another position of the same feed knows. */
    public boolean includes(FeedPosition other) {
        return feed.equals(other.feed)
                && policyVersion.equals(other.policyVersion)
                && applied.containsAll(other.applied);
    }

    @Override
    public String toString() {
        var running = applied.running().stream()
                .map(transaction -> " " + Long.toString(applied.end() - transaction, RADIX))
                .collect(joining());
        var text = feed + " " + policyVersion + " " + Long.toString(applied.end(), RADIX) + running;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
