package ai.datacontrols.web.locale;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Formats dates. The first of a month is an ordinal in French and Italian, which Java's locale data does not have. */
public final class Dates {

    private static final Map<String, String> FIRST_OF_MONTH = Map.of("fr", "1er", "it", "1º");

    private static final Pattern FIRST = Pattern.compile("^1(?= \\p{L})");

    private Dates() {}

    /** @param format a format with a date; it begins with the day of the month in the languages concerned */
    public static String format(Instant instant, DateTimeFormatter format, ZoneId zone, Locale locale) {
        var words = format.withLocale(locale).withZone(zone).format(instant);
        var first = FIRST_OF_MONTH.get(locale.getLanguage());
        return first == null ? words : FIRST.matcher(words).replaceFirst(first);
    }
}
