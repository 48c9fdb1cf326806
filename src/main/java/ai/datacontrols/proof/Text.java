package ai.datacontrols.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** Parses the parts that all text formats of the log have in common. Each value has exactly one accepted form. */
final class Text {

    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

    private Text() {}

    /** Parses a number from 0 to 2<sup>63</sup> − 1 without leading zeros. */
    static long decimal(String text, String what) {
        if (DECIMAL.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new UnreadableException(what + " is too large: " + text, e);
            }
        }
        throw new UnreadableException(what + " must be a decimal number without leading zeros");
    }

    /**
     * Decodes standard Base64 (RFC 4648, section 4). Refuses missing padding and non-zero trailing bits, which Java's
     * decoder accepts: otherwise a changed character could go unnoticed.
     */
    static byte[] base64(String text, String what) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (base64(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(what + " must be Base64", e);
        }
        throw new UnreadableException(what + " must be canonical Base64");
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Splits a text into its lines, each of which must end with a line feed. */
    static String[] lines(String text, String what) {
        if (!text.endsWith("\n")) {
            throw new UnreadableException(what + " must end with a line feed");
        }
        var lines = text.split("\n", -1);
        return Arrays.copyOf(lines, lines.length - 1);
    }
}
