package ai.datacontrols.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The languages that every text exists in, and which of them a request is answered in. */
@ApplicationScoped
public class Languages {

    static final String NAME = "language";

    private static final String ACCEPT_LANGUAGE = "Accept-Language";

    private final List<Locale> known;

    Languages(@ConfigProperty(name = "quarkus.locales") List<Locale> known) {
        this.known = known;
    }

    /** Every language, the default one first. */
    public List<Locale> known() {
        return known;
    }

    /** What the link says ({@code ?language=fr}), else what was chosen before, else the browser, else the default. */
    public Locale of(RoutingContext request) {
        var asked = parameters(request.request()).get(NAME);
        if (isKnown(asked)) {
            return Locale.forLanguageTag(asked);
        }
        var chosen = request.request().getCookie(NAME);
        if (chosen != null && isKnown(chosen.getValue())) {
            return Locale.forLanguageTag(chosen.getValue());
        }
        return fromBrowser(request.request().getHeader(ACCEPT_LANGUAGE));
    }

    /** The same with the region that the browser names for it, for the form of dates; English without one is British. */
    Locale regional(RoutingContext request) {
        var language = of(request);
        return ranges(request.request().getHeader(ACCEPT_LANGUAGE)).stream()
                .map(range -> Locale.forLanguageTag(range.getRange()))
                .filter(locale -> locale.getLanguage().equals(language.getLanguage()))
                .filter(locale -> !locale.getCountry().isEmpty())
                .findFirst()
                .orElse(language.equals(Locale.ENGLISH) ? Locale.UK : language);
    }

    /** Whoever follows a language link keeps that language for a year; everybody else keeps asking as before. */
    void settle(@Observes Filters filters) {
        filters.register(
                request -> {
                    var asked = parameters(request.request()).get(NAME);
                    if (isKnown(asked)) {
                        request.response()
                                .addCookie(Cookie.cookie(NAME, asked)
                                        .setPath("/")
                                        .setMaxAge(Duration.ofDays(365).toSeconds())
                                        .setHttpOnly(true)
                                        .setSecure(true)
                                        .setSameSite(CookieSameSite.LAX));
                    }
                    // one well-formed language from here on: a malformed header is a fault further in
                    request.request()
                            .headers()
                            .set(ACCEPT_LANGUAGE, regional(request).toLanguageTag());
                    request.addHeadersEndHandler(sent -> varyByLanguage(request.response()));
                    request.next();
                },
                200);
    }

    /** At the very end, as the REST layer overwrites what was said before it about what an answer depends on. */
    private static void varyByLanguage(HttpServerResponse response) {
        var type = response.headers().get(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith("text/html")) {
            response.headers().set(HttpHeaders.VARY, "Accept-Language, Cookie");
        }
    }

    /** The parameters of a request; none when they can't be read, for then there is a page that says so to be made. */
    static MultiMap parameters(HttpServerRequest request) {
        try {
            return request.params();
        } catch (IllegalArgumentException malformed) {
            return MultiMap.caseInsensitiveMultiMap();
        }
    }

    boolean isKnown(String tag) {
        return known.stream().anyMatch(locale -> locale.toLanguageTag().equals(tag));
    }

    private Locale fromBrowser(String acceptLanguage) {
        var found = Locale.lookup(ranges(acceptLanguage), known);
        return found == null ? known.get(0) : found;
    }

    private static List<LanguageRange> ranges(String acceptLanguage) {
        try {
            return acceptLanguage == null ? List.of() : LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return List.of();
        }
    }
}
