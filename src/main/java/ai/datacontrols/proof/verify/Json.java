package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.UnreadableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Parses JSON (RFC 8259). The JDK has no parser, and a library would be most of what an auditor has to trust in the
 * verifier. Refuses duplicate names, because two readers could see two different documents.
 */
final class Json {

    private static final int MAX_DEPTH = 64;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?");
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String UNESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int position;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        var json = new Json(text);
        var value = json.value();
        if (json.position < text.length()) {
            throw json.unexpected();
        }
        return value;
    }

    private Object value() {
        skipSpace();
        if (++depth > MAX_DEPTH) {
            throw new UnreadableException("JSON is nested too deeply");
        }
        var value = switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
        depth--;
        skipSpace();
        return value;
    }

    private Map<String, Object> object() {
        var members = new LinkedHashMap<String, Object>();
        expect('{');
        skipSpace();
        while (peek() != '}') {
            skipSpace();
            var name = string();
            skipSpace();
            expect(':');
            if (members.containsKey(name)) {
                throw new UnreadableException("JSON has two members named " + name);
            }
            members.put(name, value());
            nextUnless('}');
        }
        expect('}');
        return members;
    }

    private List<Object> array() {
        var elements = new ArrayList<>();
        expect('[');
        skipSpace();
        while (peek() != ']') {
            elements.add(value());
            nextUnless(']');
        }
        expect(']');
        return elements;
    }

    private void nextUnless(char end) {
        if (peek() != end) {
            expect(',');
            skipSpace();
            if (peek() == end) {
                throw unexpected();
            }
        }
    }

    private String string() {
        var string = new StringBuilder();
        expect('"');
        while (peek() != '"') {
            var character = next();
            if (character < ' ') {
                position--;
                throw unexpected();
            }
            string.append(character == '\\' ? escaped() : character);
        }
        expect('"');
        return string.toString();
    }

    private char escaped() {
        var character = next();
        if (character == 'u') {
            return unicode();
        }
        var index = ESCAPED.indexOf(character);
        if (index < 0) {
            position--;
            throw unexpected();
        }
        return UNESCAPED.charAt(index);
    }

    private char unicode() {
        var code = 0;
        for (var i = 0; i < 4; i++) {
            var digit = Character.digit(next(), 16);
            if (digit < 0) {
                position--;
                throw unexpected();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private Object literal(String name, Object value) {
        for (var character : name.toCharArray()) {
            expect(character);
        }
        return value;
    }

    private Double number() {
        var number = NUMBER.matcher(text).region(position, text.length());
        if (!number.lookingAt()) {
            throw unexpected();
        }
        position = number.end();
        return Double.valueOf(number.group());
    }

    private void skipSpace() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private char peek() {
        if (position == text.length()) {
            throw new UnreadableException("JSON ends too early");
        }
        return text.charAt(position);
    }

    private char next() {
        var character = peek();
        position++;
        return character;
    }

    private void expect(char expected) {
        if (peek() != expected) {
            throw unexpected();
        }
        position++;
    }

    private UnreadableException unexpected() {
        return new UnreadableException("JSON has something unexpected at character " + position);
    }
}
