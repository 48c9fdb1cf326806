package ai.datacontrols.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Mends what some browsers and browser extensions send, where it would shut a person out. */
@Singleton
class Repairs {

    /** The session of the pages, whose cookies the extension would drop while it asks staff for a session of theirs. */
    private static final Pattern SESSION_OF_PAGES = Pattern.compile("q_session(?!_support)[^=]*=.*");

    private final Pattern malformedToken;

    Repairs(@ConfigProperty(name = "quarkus.rest-csrf.cookie-name") String csrf) {
        // a token is 16 bytes in Base64; with any other, every page would be refused until the cookie is gone
        malformedToken = Pattern.compile(Pattern.quote(csrf) + "=(?![\\w-]{22}$).*");
    }

    void mend(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (Problems.isPage(context)) {
                        mend(context.request().headers());
                        if (Problems.isForStaff(context)) {
                            mendForStaff(context.request().headers());
                        }
                    } else if (context.request().path().startsWith("/api/")) {
                        mendForApi(context.request().headers());
                    }
                    context.next();
                },
                300);
    }

    private void mend(MultiMap headers) {
        // pages come in one form, and a malformed wish for another is a fault further in
        headers.set(HttpHeaders.ACCEPT, "*/*");
        dropCookies(headers, malformedToken);
    }

    private static void mendForStaff(MultiMap headers) {
        dropCookies(headers, SESSION_OF_PAGES);
    }

    private static void dropCookies(MultiMap headers, Pattern which) {
        var cookies = headers.get(HttpHeaders.COOKIE);
        if (cookies != null) {
            var kept = Arrays.stream(cookies.split(";"))
                    .map(String::strip)
                    .filter(cookie -> !which.matcher(cookie).matches())
                    .collect(Collectors.joining("; "));
            headers.set(HttpHeaders.COOKIE, kept);
        }
    }

    /** The API takes no form, but some clients call nothing one; the guard of the pages' forms would ask it for a token. */
    private static void mendForApi(MultiMap headers) {
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/"))) {
            headers.set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        }
    }
}
