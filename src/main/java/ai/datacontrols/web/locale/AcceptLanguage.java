package ai.datacontrols.web.locale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The language preferences of a browser (RFC 9110, section 12.5.4). The JDK's {@code Locale.lookup} takes cubic time in
 * the length of a range: this class reads each character once and ignores malformed elements.
 */
public record AcceptLanguage(List<Range> ranges) {

    private static final int MAX_SUBTAG_LENGTH = 8;

    /** More than any client sends, as {@code 0.85714}. */
    private static final int MAX_WEIGHT_LENGTH = 8;

    private static final String ANY = "*";

    /**
     * One element of the header.
     *
     * @param language primary subtag in lower case, or {@code *}
     * @param region in upper case; null without one
     * @param isLanguageOnly whether no subtag follows the first
     * @param weight from 0, not acceptable, to 1
     */
    record Range(String language, String region, boolean isLanguageOnly, double weight) {

        /** A wildcard alone says nothing about the order (RFC 4647, section 3.4). */
        private boolean matches(Locale locale) {
            return language.equals(ANY) ? !isLanguageOnly : language.equals(locale.getLanguage());
        }
    }

    public static AcceptLanguage parse(String header) {
        var ranges = new ArrayList<Range>();
        if (header != null) {
            for (int start = 0, end; start < header.length(); start = end + 1) {
                end = header.indexOf(',', start);
                end = end < 0 ? header.length() : end;
                var range = range(header.substring(start, end));
                if (range != null) {
                    ranges.add(range);
                }
            }
        }
        return new AcceptLanguage(ranges);
    }

    /** Returns the preferred one of some locales without a region (lookup, RFC 4647, section 3.4). */
    public Optional<Locale> lookup(List<Locale> known) {
        var acceptable = known.stream()
                .filter(locale -> ranges.stream().noneMatch(range -> range.weight() == 0 && range.matches(locale)))
                .toList();
        return best(range -> acceptable.stream().anyMatch(range::matches))
                .map(range ->
                        acceptable.stream().filter(range::matches).findFirst().orElseThrow());
    }

    /** Returns the preferred region for a language, such as {@code CA} or {@code 419}. */
    public Optional<String> region(String language) {
        return best(range -> range.region() != null && range.language().equals(language))
                .map(Range::region);
    }

    private Optional<Range> best(Predicate<Range> wanted) {
        Range best = null;
        for (var range : ranges) {
            if (range.weight() > (best == null ? 0 : best.weight()) && wanted.test(range)) {
                best = range;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Range range(String element) {
        var semicolon = element.indexOf(';');
        var weight = semicolon < 0 ? 1 : weight(element.substring(semicolon + 1).strip());
        var subtags = (semicolon < 0 ? element : element.substring(0, semicolon))
                .strip()
                .split("-", -1);
        if (weight < 0
                || !isLetters(subtags[0]) && !subtags[0].equals(ANY)
                || !Arrays.stream(subtags).allMatch(AcceptLanguage::isSubtag)) {
            return null;
        }
        return new Range(subtags[0].toLowerCase(Locale.ROOT), region(subtags), subtags.length == 1, weight);
    }

    /** Follows the language, up to three extended subtags and the script (RFC 5646, section 2.1). */
    private static String region(String[] subtags) {
        var next = 1;
        while (next < Math.min(subtags.length, 4) && subtags[next].length() == 3 && isLetters(subtags[next])) {
            next++;
        }
        if (next < subtags.length && subtags[next].length() == 4 && isLetters(subtags[next])) {
            next++;
        }
        if (next == subtags.length) {
            return null;
        }
        var subtag = subtags[next];
        var isRegion = subtag.length() == 2 && isLetters(subtag)
                || subtag.length() == 3 && subtag.chars().allMatch(AcceptLanguage::isDigit);
        return isRegion ? subtag.toUpperCase(Locale.ROOT) : null;
    }

    private static double weight(String parameter) {
        if (!parameter.startsWith("q=") && !parameter.startsWith("Q=")) {
            return -1;
        }
        var number = parameter.substring(2);
        if (number.isEmpty()
                || number.length() > MAX_WEIGHT_LENGTH
                || !isDigit(number.charAt(0))
                || !number.chars().allMatch(character -> isDigit(character) || character == '.')) {
            return -1;
        }
        try {
            var weight = Double.parseDouble(number);
            return weight <= 1 ? weight : -1;
        } catch (NumberFormatException twoPoints) {
            return -1;
        }
    }

    private static boolean isSubtag(String subtag) {
        return subtag.equals(ANY)
                || !subtag.isEmpty()
                        && subtag.length() <= MAX_SUBTAG_LENGTH
                        && subtag.chars().allMatch(character -> isLetter(character) || isDigit(character));
    }

    private static boolean isLetters(String subtag) {
        return !subtag.isEmpty() && subtag.chars().allMatch(AcceptLanguage::isLetter);
    }

    private static boolean isLetter(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
