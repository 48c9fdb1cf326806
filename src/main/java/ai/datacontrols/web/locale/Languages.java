package ai.datacontrols.web.locale;

import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.locale.LanguageCookie.State;
import ai.datacontrols.web.request.RequestPath;
import ai.datacontrols.web.request.RequestPipeline;
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
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Determines the supported languages, and the language of a response. */
@ApplicationScoped
public class Languages {

    static final String NAME = "language";

    private static final String PREFERENCES = Languages.class.getName();

    private static final String DECIDED = PREFERENCES + ".decided";

    private static final String NEWLY_CHOSEN = PREFERENCES + ".newlyChosen";

    private static final String ACCEPT_LANGUAGE = "Accept-Language";

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final List<Locale> known;
    private final String origin;

    Languages(@ConfigProperty(name = "quarkus.locales") List<Locale> known, SiteConfig site) {
        this.known = known;
        origin = site.address().getScheme() + "://" + site.address().getRawAuthority();
    }

    public List<Locale> known() {
        return known;
    }

    /** Returns the language of the language link, else of the cookie, the browser, or the default. */
    public Locale of(RoutingContext request) {
        Locale decided = request.get(DECIDED);
        if (decided == null) {
            decided = decide(request);
            // every message of a page needs it
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

    /** Like {@link #of}, with the browser's region for the language, for date formats; English without one is British. */
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
        RequestPipeline.LANGUAGE.register(filters, request -> {
            if (isFollowedHere(request.request())) {
                asked(request).ifPresent(language -> choose(request, language));
            }
            request.put(PREFERENCES, preferences(request));
            // a single well-formed language, because Quarkus would fail on a malformed header
            request.request().headers().set(ACCEPT_LANGUAGE, regional(request).toLanguageTag());
            request.addHeadersEndHandler(sent -> sendLanguage(request));
            request.next();
        });
    }

    /**
     * Whether a link of these pages was followed, or its address entered: a link of another site is shown in its
     * language, but must not change what is stored. Browsers without fetch metadata send the referring page.
     */
    private boolean isFollowedHere(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.isEmpty()) {
            var mode = request.getHeader("Sec-Fetch-Mode");
            return OWN_SITE.contains(site) && (mode == null || mode.equals("navigate"));
        }
        var referer = request.getHeader(HttpHeaders.REFERER);
        return referer != null && (referer + "/").startsWith(origin + "/");
    }

    /** Stores the language in the cookie, so that following the link again has no effect: sign-in returns to its URL. */
    private static void choose(RoutingContext request, String language) {
        var chosen = new LanguageCookie(language, State.CHOSEN);
        if (!chosen.equals(LanguageCookie.of(request.request()))) {
            request.put(NEWLY_CHOSEN, language);
            chosen.send(request.response());
        }
    }

    /** Gives the profile precedence over the language of the cookie, unless that was chosen without a session. */
    void onSignIn(@Observes SecurityEvent event) {
        if (event.getEventType() == SecurityEvent.Type.OIDC_LOGIN) {
            RoutingContext request = event.getSecurityIdentity().getAttribute(RoutingContext.class.getName());
            var cookie = LanguageCookie.of(request.request());
            if (cookie.state() != State.CHOSEN) {
                new LanguageCookie(cookie.language(), State.SIGNED_IN).send(request.response());
            }
        }
    }

    Optional<String> newlyChosen(RoutingContext request) {
        return Optional.ofNullable(request.get(NEWLY_CHOSEN));
    }

    boolean isSignedInSince(RoutingContext request) {
        return LanguageCookie.of(request.request()).state() == State.SIGNED_IN;
    }

    /** Records that cookie and profile agree: on this language, or if it is null, on that of the cookie. */
    void settle(RoutingContext request, String language) {
        var remembered = LanguageCookie.of(request.request()).language();
        new LanguageCookie(isKnown(language) ? language : remembered, State.SETTLED).send(request.response());
        request.remove(DECIDED);
    }

    /** Called last, because the REST layer overwrites an earlier {@code Vary} header. */
    private void sendLanguage(RoutingContext request) {
        var headers = request.response().headers();
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith("text/html")) {
            headers.set(HttpHeaders.CONTENT_LANGUAGE, of(request).toLanguageTag());
            headers.set(HttpHeaders.VARY, "Accept-Encoding, Accept-Language, Cookie");
        }
    }

    /** Returns the parameters of a request; empty if they can't be read, because the error page needs a language too. */
    public static MultiMap parameters(HttpServerRequest request) {
        try {
            return request.uri().length() > RequestPath.MAX_TARGET
                    ? MultiMap.caseInsensitiveMultiMap()
                    : request.params();
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

    private static AcceptLanguage preferences(RoutingContext request) {
        AcceptLanguage kept = request.get(PREFERENCES);
        return kept == null ? AcceptLanguage.parse(request.request().getHeader(ACCEPT_LANGUAGE)) : kept;
    }
}
