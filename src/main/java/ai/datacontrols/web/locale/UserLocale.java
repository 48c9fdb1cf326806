package ai.datacontrols.web.locale;

import ai.datacontrols.web.Rfc3339;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateData;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

@Named("userLocale")
@RequestScoped
@TemplateData
public class UserLocale {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private static final DateTimeFormatter MINUTE_AND_ZONE = new DateTimeFormatterBuilder()
            .appendLocalized(FormatStyle.LONG, FormatStyle.SHORT)
            .appendLiteral(" (")
            .appendZoneText(TextStyle.SHORT)
            .appendLiteral(')')
            .toFormatter();

    private static final DateTimeFormatter MINUTE_OF_DAY_AND_ZONE = new DateTimeFormatterBuilder()
            .appendLocalized(null, FormatStyle.SHORT)
            .appendLiteral(" (")
            .appendZoneText(TextStyle.SHORT)
            .appendLiteral(')')
            .toFormatter();

    private static final DateTimeFormatter SECOND_OF_DAY_AND_ZONE = new DateTimeFormatterBuilder()
            .appendLocalized(null, FormatStyle.MEDIUM)
            .appendLiteral(" (")
            .appendZoneText(TextStyle.SHORT)
            .appendLiteral(')')
            .toFormatter();

    private static final DateTimeFormatter SECOND_AND_ZONE = new DateTimeFormatterBuilder()
            .appendLocalized(FormatStyle.LONG, FormatStyle.MEDIUM)
            .appendLiteral(" (")
            .appendZoneText(TextStyle.SHORT)
            .appendLiteral(')')
            .toFormatter();

    private static final List<Format> MOMENTS = List.of(
            new Format(ChronoUnit.MINUTES, MINUTE_AND_ZONE),
            new Format(ChronoUnit.SECONDS, SECOND_AND_ZONE),
            new Format(ChronoUnit.MICROS, microsecond(FormatStyle.LONG)));

    private static final List<Format> TIMES_OF_DAY = List.of(
            new Format(ChronoUnit.SECONDS, SECOND_OF_DAY_AND_ZONE), new Format(ChronoUnit.MICROS, microsecond(null)));

    private record Format(ChronoUnit precision, DateTimeFormatter formatter) {

        boolean tellsApart(List<Instant> instants) {
            return instants.stream()
                            .map(instant -> instant.truncatedTo(precision))
                            .distinct()
                            .count()
                    == instants.stream().distinct().count();
        }
    }

    private static final Pattern LOCAL =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?");

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** Earlier years would be shown without their era. */
    private static final int FIRST_YEAR = 1;

    private final Languages languages;
    private final RoutingContext request;
    private final SecurityIdentity identity;

    private ZoneId zone;

    UserLocale(Languages languages, RoutingContext request, SecurityIdentity identity) {
        this.languages = languages;
        this.request = request;
        this.identity = identity;
    }

    public Locale locale() {
        return languages.of(request);
    }

    public String language() {
        return locale().toLanguageTag();
    }

    public boolean isSupported(String language) {
        return languages.isKnown(language);
    }

    public Optional<String> newlyChosenLanguage() {
        return languages.newlyChosen(request);
    }

    /** Returns whether the user has signed in and the language of their profile has not been read yet. */
    public boolean hasJustSignedIn() {
        return languages.isSignedInSince(request);
    }

    public void settleLanguage(String language) {
        languages.settle(request, language);
    }

    public String languageName(String language) {
        return Locale.forLanguageTag(language).getDisplayLanguage(locale());
    }

    public List<LanguageLink> languageLinks() {
        return LanguageLink.of(request, languages.known(), language());
    }

    /** Returns an HTML {@code time} element, like the methods below, with the day of an instant in the user's zone. */
    public RawString day(Instant instant) {
        return date(instant, DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG));
    }

    public String month(Instant instant) {
        var locale = languages.regional(request);
        var pattern = locale.getLanguage().equals("es") ? "LLLL 'de' y" : "LLLL y";
        return DateTimeFormatter.ofPattern(pattern, locale).format(instant.atZone(zone()));
    }

    public RawString dayOfMonth(Instant instant) {
        var locale = languages.regional(request);
        var pattern = locale.getLanguage().equals("de")
                ? "d. MMM"
                : locale.getCountry().equals("US") ? "MMM d" : "d MMM";
        return date(
                instant,
                new DateTimeFormatterBuilder()
                        .appendPattern(pattern)
                        .appendLiteral(", ")
                        .append(MINUTE_OF_DAY_AND_ZONE)
                        .toFormatter());
    }

    public RawString timeOfDay(Instant instant) {
        return time(instant, MINUTE_OF_DAY_AND_ZONE);
    }

    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone());
    }

    public Instant endOfDay(Instant instant) {
        return dayOf(instant).plusDays(1).atStartOfDay(zone()).toInstant();
    }

    public Instant startOfYear(int year) {
        return LocalDate.ofYearDay(year, 1).atStartOfDay(zone()).toInstant();
    }

    public RawString moment(Instant instant) {
        return date(instant, MINUTE_AND_ZONE);
    }

    public RawString momentWithSeconds(Instant instant) {
        return date(instant, SECOND_AND_ZONE);
    }

    /** Returns one end of an interval, as precise as it takes to tell the two ends apart. */
    public RawString moment(Instant end, Instant otherEnd) {
        return date(end, apart(MOMENTS, List.of(end, otherEnd)));
    }

    public RawString momentWithSeconds(Instant end, Instant otherEnd) {
        return date(end, apart(MOMENTS.subList(1, MOMENTS.size()), List.of(end, otherEnd)));
    }

    /** Returns time of day and zone, with seconds, and as precise as it takes to tell several instants apart. */
    public RawString timeOfDayWithSeconds(Instant instant, List<Instant> all) {
        return time(instant, apart(TIMES_OF_DAY, all));
    }

    /** Returns the coarsest format that tells the instants apart, or else the finest one. */
    private static DateTimeFormatter apart(List<Format> formats, List<Instant> instants) {
        return formats.stream()
                .filter(format -> format.tellsApart(instants))
                .findFirst()
                .orElse(formats.get(formats.size() - 1))
                .formatter();
    }

    private static DateTimeFormatter microsecond(FormatStyle date) {
        var format = new DateTimeFormatterBuilder();
        if (date != null) {
            format.appendLocalized(date, null).appendLiteral(", ");
        }
        return format.appendPattern("HH:mm:ss.SSSSSS")
                .appendLiteral(" (")
                .appendZoneText(TextStyle.SHORT)
                .appendLiteral(')')
                .toFormatter();
    }

    /**
     * Parses an instant in a parameter of a page: RFC 3339, or the value of a {@code datetime-local} field in the
     * user's zone. Empty for any other text, and for years before 1.
     */
    public Optional<Instant> instant(String text) {
        return Rfc3339.parseParameter(text)
                .or(() -> local(text))
                .filter(instant -> instant.atOffset(ZoneOffset.UTC).getYear() >= FIRST_YEAR);
    }

    /**
     * Parses like {@link #instant(String)}.
     *
     * @param later whether a local time that occurs twice, because the clocks went back, means the second time
     */
    public Optional<Instant> instant(String text, boolean later) {
        return instant(text).map(instant -> {
            var occurrences = later && isLocal(text) ? occurrences(instant) : List.<Instant>of();
            return occurrences.isEmpty() ? instant : occurrences.get(1);
        });
    }

    /** Parses a {@code date} value as the instant at which that day begins in the user's time zone. */
    public Optional<Instant> startOfDay(String text) {
        return instant(text + "T00:00").filter(start -> DAY.matcher(text).matches());
    }

    private static boolean isLocal(String text) {
        return LOCAL.matcher(text).matches();
    }

    /**
     * Returns the two instants that have the local time of an instant, in their order, if the clocks went back in between;
     * else none.
     */
    public List<Instant> occurrences(Instant instant) {
        var local = LocalDateTime.ofInstant(instant, zone());
        var offsets = zone().getRules().getValidOffsets(local);
        return offsets.size() < 2
                ? List.of()
                : offsets.stream().map(local::toInstant).sorted().toList();
    }

    public String local(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone())
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
    }

    private Optional<Instant> local(String text) {
        try {
            return Optional.ofNullable(text)
                    .filter(UserLocale::isLocal)
                    .map(local -> LocalDateTime.parse(local).atZone(zone()).toInstant());
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    public String zoneName() {
        return zone().getDisplayName(TextStyle.FULL, locale());
    }

    private RawString date(Instant instant, DateTimeFormatter format) {
        return element(instant, Dates.format(instant, format, zone(), languages.regional(request)));
    }

    private RawString time(Instant instant, DateTimeFormatter format) {
        return element(
                instant,
                format.withLocale(languages.regional(request)).withZone(zone()).format(instant));
    }

    private static RawString element(Instant instant, String words) {
        return new RawString("<time datetime=\"" + instant.truncatedTo(ChronoUnit.MILLIS) + "\">" + words + "</time>");
    }

    /** Returns the zone of the browser, else that of the profile, else UTC. */
    private ZoneId zone() {
        if (zone == null) {
            zone = ZoneCookie.of(request.request()).orElseGet(this::zoneOfProfile);
        }
        return zone;
    }

    /** The standard claim {@code zoneinfo} (OpenID Connect Core 1.0, section 5.1); UTC without it. */
    private ZoneId zoneOfProfile() {
        if (identity.getPrincipal() instanceof JsonWebToken person
                && person.getClaim("zoneinfo") instanceof String zone) {
            try {
                return ZoneId.of(zone);
            } catch (DateTimeException unknown) {
                return UTC;
            }
        }
        return UTC;
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
    }
}
