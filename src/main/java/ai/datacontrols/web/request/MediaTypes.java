package ai.datacontrols.web.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Compares media types of headers, ignoring case and parameters (RFC 9110, 8.3.1). */
public final class MediaTypes {

    public static final String FORM = "application/x-www-form-urlencoded";

    /** RFC 9110, 8.3.1 and 5.6.6: in lower case, quoted or not. */
    private static final Set<String> UTF_8 = Set.of("charset=utf-8", "charset=\"utf-8\"");

    private MediaTypes() {}

    /**
     * @param header the value of {@code Content-Type}; null if missing
     * @param type in lower case, without parameters
     */
    public static boolean is(String header, String type) {
        return header != null && essence(header).equalsIgnoreCase(type);
    }

    public static boolean isMultipart(String header) {
        return header != null && essence(header).regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    /** Whether every {@code charset} parameter of a header is UTF-8; true without such a parameter. */
    public static boolean isUtf8(String header) {
        return header == null
                || Arrays.stream(header.split(";"))
                        .skip(1)
                        .map(parameter -> parameter.strip().toLowerCase(Locale.ROOT))
                        .filter(parameter -> parameter.startsWith("charset"))
                        .allMatch(UTF_8::contains);
    }

    /** Returns the type trimmed and in lower case, as some components compare it, with its parameters. */
    public static String normalized(String header) {
        var parameters = header.indexOf(';');
        return essence(header).toLowerCase(Locale.ROOT) + (parameters < 0 ? "" : header.substring(parameters));
    }

    private static String essence(String header) {
        var parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters)).strip();
    }
}
