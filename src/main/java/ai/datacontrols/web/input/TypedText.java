package ai.datacontrols.web.input;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** Normalizes text that staff type or paste, and removes invisible characters. */
public final class TypedText {

    private static final int MIN_REASON = 8;
    private static final int MAX_REASON = 200;
    private static final int MIN_LETTERS_OR_DIGITS = 4;

    /** Format characters, and the letters and symbols that Unicode defines as blank. */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0]");

    private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\p{Cntrl}]+");

    private TypedText() {}

    /** Returns the text in NFC, trimmed, with single spaces and no invisible characters; empty for null. */
    public static String normalize(String text) {
        if (text == null) {
            return "";
        }
        var visible = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll("");
        return SPACE.matcher(visible).replaceAll(" ").strip();
    }

    /** Returns an address or id, which contain no spaces, however it was pasted; empty for null. */
    public static String withoutSpaces(String text) {
        return normalize(text).replace(" ", "");
    }

    /** Returns the reason as recorded: 8 to 200 characters, at least 4 of them letters or digits; empty if invalid. */
    public static Optional<String> reason(String text) {
        var reason = normalize(text);
        return isWithin(reason, MIN_REASON) ? Optional.of(reason) : Optional.empty();
    }

    /** Like {@link #reason(String)}, but also accepts a shorter ticket reference. */
    public static Optional<String> reason(String text, Pattern ticket) {
        var reason = normalize(text);
        return isWithin(reason, MIN_REASON)
                        || isWithin(reason, 0) && ticket.matcher(reason).matches()
                ? Optional.of(reason)
                : Optional.empty();
    }

    private static boolean isWithin(String reason, int min) {
        var length = reason.codePointCount(0, reason.length());
        return length <= MAX_REASON
                && length >= min
                && (min == 0
                        || reason.codePoints()
                                        .filter(Character::isLetterOrDigit)
                                        .count()
                                >= MIN_LETTERS_OR_DIGITS);
    }
}
