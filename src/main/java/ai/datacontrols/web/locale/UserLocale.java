package ai.datacontrols.web.locale;

import ai.datacontrols.web.Rfc3339;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateData;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
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

/** The language and the time zone of the reader. */
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

    /** The value of a field for date and time (HTML, local date and time). */
    private static final Pattern LOCAL =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?");

    /** Years before this one would be shown without their era. */
    private static final int FIRST_YEAR = 1;

    private final Languages languages;
    private final RoutingContext request;
    private final SecurityIdentity identity;

    UserLocale(Languages languages, RoutingContext request, SecurityIdentity identity) {
        this.languages = languages;
        this.request = request;
        this.identity = identity;
    }

    public Locale locale() {
        return languages.of(request);
    }

    /** BCP 47. */
    public String language() {
        return locale().toLanguageTag();
    }

    /** Returns the language that a form names for its page if it is supported, otherwise the reader's. */
    public String knownLanguage(String claimed) {
        return languages.isKnown(claimed) ? claimed : language();
    }

    /** Returns the language that this request chooses by a language link. */
    public Optional<String> newlyChosenLanguage() {
        return languages.newlyChosen(request);
    }

    /** Whether the reader has signed in, and it was not asked yet which language they chose elsewhere. */
    public boolean hasJustSignedIn() {
        return languages.isSignedInSince(request);
    }

    /** From here on they read this language; what this browser remembers where it is null. */
    public void settleLanguage(String language) {
        languages.settle(request, language);
    }

    /** What a language (BCP 47) is called in the reader's. */
    public String languageName(String language) {
        return Locale.forLanguageTag(language).getDisplayLanguage(locale());
    }

    /** The page at hand in every language. */
    public List<LanguageLink> languageLinks() {
        return languages.known().stream()
                .map(known -> LanguageLink.to(request.request(), known.toLanguageTag(), language()))
                .toList();
    }

    /** The day of an instant, in the reader's zone, as an HTML {@code time} element. */
    public RawString day(Instant instant) {
        return time(instant, DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG));
    }

    /** Time of day and zone of an instant, as an HTML {@code time} element. */
    public RawString timeOfDay(Instant instant) {
        return time(instant, MINUTE_OF_DAY_AND_ZONE);
    }

    /** The day in the reader's zone on which an instant falls. */
    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone());
    }

    /** The instant at which that day ends. */
    public Instant endOfDay(Instant instant) {
        return dayOf(instant).plusDays(1).atStartOfDay(zone()).toInstant();
    }

    /** Day, time and zone of an instant as an HTML {@code time} element. */
    public RawString moment(Instant instant) {
        return time(instant, MINUTE_AND_ZONE);
    }

    /** Day, time to the second and zone of an instant as an HTML {@code time} element. */
    public RawString momentWithSeconds(Instant instant) {
        return time(instant, SECOND_AND_ZONE);
    }

    /** Time of day to the second and zone of an instant, as an HTML {@code time} element. */
    public RawString timeOfDayWithSeconds(Instant instant) {
        return time(instant, SECOND_OF_DAY_AND_ZONE);
    }

    /**
     * Reads an instant from a page's parameter: RFC 3339, or the value of a field for date and time in the reader's zone.
     *
     * @return empty for any other text, and for years before 1
     */
    public Optional<Instant> instant(String text) {
        return Rfc3339.parseParameter(text)
                .or(() -> local(text))
                .filter(instant -> instant.atOffset(ZoneOffset.UTC).getYear() >= FIRST_YEAR);
    }

    /** Whether a text can be the value of a field for date and time. */
    public static boolean isLocal(String text) {
        return LOCAL.matcher(text).matches();
    }

    /** The value of a field for date and time in the reader's zone, with seconds where there are any. */
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

    /** The reader's zone, by its name in their language. */
    public String zoneName() {
        return zone().getDisplayName(TextStyle.FULL, locale());
    }

    private RawString time(Instant instant, DateTimeFormatter format) {
        var words =
                format.withLocale(languages.regional(request)).withZone(zone()).format(instant);
        return new RawString("<time datetime=\"" + instant.truncatedTo(ChronoUnit.MILLIS) + "\">" + words + "</time>");
    }

    /** The standard claim {@code zoneinfo} (OpenID Connect Core 1.0, section 5.1); UTC without it. */
    private ZoneId zone() {
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
}
