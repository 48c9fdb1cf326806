package ai.datacontrols.web.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Checks the raw path of a request, of which only one spelling is accepted (RFC 3986, 6.2.2). */
public final class RequestPath {

    public static final int MAX_TARGET = 4096;

    /** RFC 3986, 3.3, without the {@code ;} of matrix parameters. */
    private static final String ALLOWED = "-._~!$&'()*+,=:@";

    private RequestPath() {}

    /**
     * Returns whether all components read the path in the same way: no empty, {@code .} or {@code ..} segments, no
     * matrix parameters, and nothing percent-encoded that needn't be, or that would be a separator or a control
     * character.
     *
     * @param path not decoded; null for a target without a path
     */
    public static boolean isNormal(String path) {
        if (path == null || path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        return path.length() == 1 || hasNormalSegments(path) && hasNormalCharacters(path);
    }

    /** Whether the path would be {@linkplain #isNormal normal} without the slash at its end. */
    public static boolean isNormalButForATrailingSlash(String path) {
        return path != null
                && path.length() > 2
                && path.endsWith("/")
                && isNormal(path.substring(0, path.length() - 1));
    }

    private static boolean hasNormalSegments(String path) {
        var start = 1;
        while (start <= path.length()) {
            var slash = path.indexOf('/', start);
            var end = slash < 0 ? path.length() : slash;
            var segment = path.substring(start, end);
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean hasNormalCharacters(String path) {
        var decoded = ByteBuffer.allocate(path.length());
        for (var at = 0; at < path.length(); at++) {
            var character = path.charAt(at);
            if (character == '%') {
                var octet = octet(path, at + 1);
                if (octet < 0 || isNeverEncoded(octet)) {
                    return false;
                }
                decoded.put((byte) octet);
                at += 2;
            } else if (character == '/' || isAlphanumeric(character) || ALLOWED.indexOf(character) >= 0) {
                decoded.put((byte) character);
            } else {
                return false;
            }
        }
        return isUtf8(decoded.flip());
    }

    private static int octet(String path, int at) {
        var isThere = at + 1 < path.length()
                && HexFormat.isHexDigit(path.charAt(at))
                && HexFormat.isHexDigit(path.charAt(at + 1));
        return isThere ? HexFormat.fromHexDigits(path, at, at + 2) : -1;
    }

    private static boolean isNeverEncoded(int octet) {
        return octet < 0x20 || octet == 0x7F || isAlphanumeric(octet) || "-._~/\\;".indexOf(octet) >= 0;
    }

    private static boolean isAlphanumeric(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9';
    }

    private static boolean isUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
