package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.UnreadableException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The members of a JSON object.
 *
 * @param what the object in words, for messages
 */
record Members(String what, Map<?, ?> members) {

    private static final double MAX_INTEGER = 1L << 53;

    static Members of(String what, Object value) {
        if (value instanceof Map<?, ?> members) {
            return new Members(what, members);
        }
        throw new UnreadableException(what + " must be a JSON object");
    }

    /** Returns a member; null if it is missing or null. */
    Object get(String name) {
        return members.get(name);
    }

    String string(String name) {
        if (get(name) instanceof String string) {
            return string;
        }
        throw new UnreadableException("%s must have a string named %s".formatted(what, name));
    }

    long integer(String name) {
        return integer(name, get(name));
    }

    List<?> array(String name) {
        if (get(name) instanceof List<?> array) {
            return array;
        }
        throw new UnreadableException("%s must have an array named %s".formatted(what, name));
    }

    /** Returns an array of integers. */
    List<Long> integers(String name) {
        return array(name).stream().map(element -> integer(name, element)).toList();
    }

    /** Decodes Base64 in its canonical form. */
    byte[] base64(String name) {
        var text = string(name);
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("%s must have Base64 as %s".formatted(what, name), e);
        }
        throw new UnreadableException("%s must have canonical Base64 as %s".formatted(what, name));
    }

    private long integer(String name, Object value) {
        if (value instanceof Double number && number >= 0 && number <= MAX_INTEGER && number == Math.rint(number)) {
            return number.longValue();
        }
        throw new UnreadableException("%s must have integers from 0 as %s".formatted(what, name));
    }
}
