package ai.datacontrols.ledger.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** What is in a feed position, for tests that look behind it. */
public final class Positions {

    private Positions() {}

    /** The transactions whose changes are known there, as PostgreSQL writes them. */
    public static String snapshot(String position) {
        return FeedCursor.fromText(text(position)).orElseThrow().applied().toText();
    }

    /** A position without its check value, as the previous version issued them. */
    public static String unchecked(String position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text(position).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String position) {
        var bytes = Base64.getUrlDecoder().decode(position);
        return new String(Arrays.copyOf(bytes, bytes.length - 16), StandardCharsets.UTF_8);
    }
}
