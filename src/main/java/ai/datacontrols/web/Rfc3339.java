package ai.datacontrols.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads instants in exactly the grammar of RFC 3339, section 5.6 ({@code date-time}), in linear time.
 * <p>A fraction of any length is truncated to nanoseconds. A leap second is accepted only at the end of a month in UTC,
 * and read as the last nanosecond before midnight, so that an instant is never later than stated. An instant whose year
 * in UTC has more than four digits can't be written in RFC 3339, and is rejected.
 */
public final class Rfc3339 {

    public static final String EXAMPLE = "2026-01-31T12:00:00Z";

    private static final Pattern DATE_TIME = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]"
            + "([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]++))?"
            + "(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");
    private static final int LEAP_SECOND = 60;

    private Rfc3339() {}

    /** Reads an instant; empty for any other text, null included. */
    public static Optional<Instant> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        var parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(instant(parts)).filter(Rfc3339::hasFourDigitYear);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** Reads an instant from a query parameter, where an unencoded plus sign of the offset arrives as a space. */
    public static Optional<Instant> parseParameter(String text) {
        var sign = text == null ? -1 : text.length() - "+00:00".length();
        return parse(
                sign > 0 && text.charAt(sign) == ' ' ? text.substring(0, sign) + '+' + text.substring(sign + 1) : text);
    }

    private static Instant instant(MatchResult parts) {
        var date = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
        var second = number(parts, 6);
        var isLeapSecond = second == LEAP_SECOND;
        var time = LocalTime.of(
                number(parts, 4),
                number(parts, 5),
                isLeapSecond ? LEAP_SECOND - 1 : second,
                isLeapSecond ? 999_999_999 : nanoseconds(parts.group(7)));
        var local = date.atTime(time).toInstant(ZoneOffset.UTC);
        var instant = local.minusSeconds(offset(parts));
        if (isLeapSecond && !isBeforeMonth(instant)) {
            throw new DateTimeException("not a leap second");
        }
        return instant;
    }

    private static boolean isBeforeMonth(Instant instant) {
        var next = instant.plusNanos(1).atOffset(ZoneOffset.UTC);
        return next.getDayOfMonth() == 1 && next.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private static int nanoseconds(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private static int offset(MatchResult parts) {
        if (parts.group(8) == null) {
            return 0;
        }
        var offset = LocalTime.of(number(parts, 9), number(parts, 10)).toSecondOfDay();
        return parts.group(8).equals("-") ? -offset : offset;
    }

    private static boolean hasFourDigitYear(Instant instant) {
        var year = instant.atOffset(ZoneOffset.UTC).getYear();
        return year >= 0 && year <= 9999;
    }

    private static int number(MatchResult parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
