package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of an entry's canonical encoding: each has its name, the length of its value in bytes, and its value. */
final class EntryFields {

    private EntryFields() {}

    /** Decodes an encoding. */
    static Map<String, String> decode(String encoding) {
        var fields = new LinkedHashMap<String, String>();
        var bytes = encoding.getBytes(StandardCharsets.UTF_8);
        var position = 0;
        while (position < bytes.length) {
            var nameEnd = space(bytes, position);
            var lengthEnd = space(bytes, nameEnd + 1);
            var name = utf8(bytes, position, nameEnd);
            var length = length(utf8(bytes, nameEnd + 1, lengthEnd));
            position = lengthEnd + 1 + length;
            if (position > bytes.length || fields.putIfAbsent(name, utf8(bytes, lengthEnd + 1, position)) != null) {
                throw malformed();
            }
        }
        return fields;
    }

    /** Encodes one more field. */
    static String encode(String name, String value) {
        return name + " " + value.getBytes(StandardCharsets.UTF_8).length + " " + value;
    }

    /** Returns an instant of JSON as it is encoded, in microseconds since 1970. */
    static String microseconds(String instant) {
        try {
            return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant)));
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableException("Instants must be in RFC 3339: " + instant, e);
        }
    }

    /** Returns an encoded instant as text for people. */
    static String instant(String microseconds) {
        try {
            return Instant.EPOCH
                    .plus(Long.parseLong(microseconds), ChronoUnit.MICROS)
                    .toString();
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            throw new UnreadableException("Not an instant in microseconds: " + microseconds, e);
        }
    }

    private static int space(byte[] bytes, int from) {
        for (var i = from; i < bytes.length; i++) {
            if (bytes[i] == ' ') {
                return i;
            }
        }
        throw malformed();
    }

    private static int length(String digits) {
        if (!digits.matches("[0-9]{1,7}")) {
            throw malformed();
        }
        return Integer.parseInt(digits);
    }

    private static String utf8(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static UnreadableException malformed() {
        return new UnreadableException("The entry's canonical encoding is malformed");
    }
}
