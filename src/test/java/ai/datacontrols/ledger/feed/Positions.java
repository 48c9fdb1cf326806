package ai.datacontrols.ledger.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

public final class Positions {

    private Positions() {}

    /** Returns a cursor's {@code pg_snapshot} as text. */
    public static String snapshot(String position) {
        return FeedCursor.fromText(text(position)).orElseThrow().applied().toText();
    }

    /** Returns a cursor without its check value, as the previous version issued them. */
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
