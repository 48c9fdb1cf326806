package ai.datacontrols.web.input;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;

/** Parses values of forms and links. A malformed value reads as missing. */
public final class FormValues {

    private FormValues() {}

    /** Parses a UUID in its canonical form (RFC 9562). */
    public static Optional<UUID> uuid(String text) {
        return text != null && text.matches(Parameters.UUID_PATTERN)
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    public static Optional<Long> sequence(String text) {
        if (text == null || !text.matches("[0-9]{1,19}")) {
            return Optional.empty();
        }
        var number = new BigInteger(text);
        // a long has 63 bits besides its sign
        return number.bitLength() < Long.SIZE ? Optional.of(number.longValue()) : Optional.empty();
    }
}
