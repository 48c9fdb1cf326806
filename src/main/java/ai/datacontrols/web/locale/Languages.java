package ai.datacontrols.web.locale;

import ai.datacontrols.web.locale.LanguageCookie.State;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The languages that every text exists in, and which of them a request is answered in. */
@ApplicationScoped
public class Languages {

    static final String NAME = "language";

    private static final String PREFERENCES = Languages.class.getName();

    private static final String DECIDED = PREFERENCES + ".decided";

    private static final String NEWLY_CHOSEN = PREFERENCES + ".newlyChosen";

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
        Locale decided = request.get(DECIDED);
        if (decided == null) {
            decided = decide(request);
            // every sentence of a page asks for it
            request.put(DECIDED, decided);
        }
        return decided;
    }

    private Locale decide(RoutingContext request) {
        return asked(request)
                .or(() -> Optional.of(LanguageCookie.of(request.request()).language())
                        .filter(this::isKnown))
                .map(Locale::forLanguageTag)
                .orElseGet(() -> fromBrowser(request));
    }

    /** The same with the region that the browser names for it, for the form of dates; English without one is British. */
    Locale regional(RoutingContext request) {
        var language = of(request);
        return preferences(request)
                .region(language.getLanguage())
                .map(region -> new Locale.Builder()
                        .setLocale(language)
                        .setRegion(region)
                        .build())
                .orElse(language.equals(Locale.ENGLISH) ? Locale.UK : language);
    }

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    asked(request).ifPresent(language -> choose(request, language));
                    request.put(PREFERENCES, preferences(request));
                    // one well-formed language from here on: a malformed header is a fault further in
                    request.request()
                            .headers()
                            .set(ACCEPT_LANGUAGE, regional(request).toLanguageTag());
                    request.addHeadersEndHandler(sent -> sendLanguage(request));
                    request.next();
                },
                200);
    }

    /**
     * Keeps the language of a language link in the browser. A link that is followed again changes nothing: sign-in returns to the
     * address of a link that was followed without a session.
     */
    private static void choose(RoutingContext request, String language) {
        var chosen = new LanguageCookie(language, State.CHOSEN);
        if (!chosen.equals(LanguageCookie.of(request.request()))) {
            request.put(NEWLY_CHOSEN, language);
            chosen.send(request.response());
        }
    }

    /** Gives the profile of a person who signs in precedence over the browser's language, unless it was chosen without a session. */
    void onSignIn(@Observes SecurityEvent event) {
        if (event.getEventType() == SecurityEvent.Type.OIDC_LOGIN) {
            RoutingContext request = event.getSecurityIdentity().getAttribute(RoutingContext.class.getName());
            var cookie = LanguageCookie.of(request.request());
            if (cookie.state() != State.CHOSEN) {
                new LanguageCookie(cookie.language(), State.SIGNED_IN).send(request.response());
            }
        }
    }

    /** Returns the language that this request chooses by a language link. */
    Optional<String> newlyChosen(RoutingContext request) {
        return Optional.ofNullable(request.get(NEWLY_CHOSEN));
    }

    /** Whether a person has signed in and their profile has not been read yet. */
    boolean isSignedInSince(RoutingContext request) {
        return LanguageCookie.of(request.request()).state() == State.SIGNED_IN;
    }

    /** Browser and profile agree: on this language, or where it is null, on what the browser remembers. */
    void settle(RoutingContext request, String language) {
        var remembered = LanguageCookie.of(request.request()).language();
        new LanguageCookie(isKnown(language) ? language : remembered, State.SETTLED).send(request.response());
        request.remove(DECIDED);
    }

    /** At the very end, as the REST layer overwrites what was said before it about what an answer depends on. */
    private void sendLanguage(RoutingContext request) {
        var headers = request.response().headers();
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith("text/html")) {
            headers.set(HttpHeaders.CONTENT_LANGUAGE, of(request).toLanguageTag());
            headers.set(HttpHeaders.VARY, "Accept-Language, Cookie");
        }
    }

    /** The parameters of a request; none when they can't be read, for then there is a page that says so to be made. */
    public static MultiMap parameters(HttpServerRequest request) {
        try {
            return request.params();
        } catch (IllegalArgumentException malformed) {
            return MultiMap.caseInsensitiveMultiMap();
        }
    }

    boolean isKnown(String tag) {
        return known.stream().anyMatch(locale -> locale.toLanguageTag().equals(tag));
    }

    private Optional<String> asked(RoutingContext request) {
        return Optional.ofNullable(parameters(request.request()).get(NAME)).filter(this::isKnown);
    }

    private Locale fromBrowser(RoutingContext request) {
        return preferences(request).lookup(known).orElse(known.get(0));
    }

    /** As the browser sent them, before the header was replaced. */
    private static AcceptLanguage preferences(RoutingContext request) {
        AcceptLanguage kept = request.get(PREFERENCES);
        return kept == null ? AcceptLanguage.parse(request.request().getHeader(ACCEPT_LANGUAGE)) : kept;
    }
}
