package ai.datacontrols.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Mends what some browsers and browser extensions send, where it would shut a person out. */
@Singleton
class Repairs {

    /** The session of the pages, whose cookies the extension would drop while it asks staff for a session of theirs. */
    private static final Pattern SESSION_OF_PAGES = Pattern.compile("q_session(?!_support)[^=]*=.*");

    /** RFC 9110, 5.6.2. Netty skips other characters, so that another name would be read as one of ours. */
    private static final Pattern NAMED_BY_A_TOKEN = Pattern.compile("[\\w!#$%&'*+.^`|~-]+=.*");

    private static final Pattern SPACE_AROUND = Pattern.compile("^[ \\t]+|[ \\t]+$");

    private final Pattern malformedToken;

    Repairs(@ConfigProperty(name = "quarkus.rest-csrf.cookie-name") String csrf) {
        // a token is 16 bytes in Base64; with any other, every page would be refused until the cookie is gone
        malformedToken = Pattern.compile(Pattern.quote(csrf) + "=(?![\\w-]{22}$).*");
    }

    void mend(@Observes Filters filters) {
        filters.register(
                context -> {
                    keepNamedCookies(context.request().headers());
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
        if (MediaTypes.is(headers.get(HttpHeaders.CONTENT_TYPE), MediaTypes.FORM)) {
            // the guard of forms knows this spelling only, and such a form is UTF-8 whatever its parameters say
            headers.set(HttpHeaders.CONTENT_TYPE, MediaTypes.FORM);
        }
        keepCookies(headers, cookie -> !malformedToken.matcher(cookie).matches());
    }

    private static void mendForStaff(MultiMap headers) {
        keepCookies(headers, cookie -> !SESSION_OF_PAGES.matcher(cookie).matches());
    }

    /** In one header, as some components read the first alone. */
    private static void keepNamedCookies(MultiMap headers) {
        keepCookies(headers, cookie -> NAMED_BY_A_TOKEN.matcher(cookie).matches());
    }

    private static void keepCookies(MultiMap headers, Predicate<String> which) {
        var cookies = headers.getAll(HttpHeaders.COOKIE);
        if (!cookies.isEmpty()) {
            var kept = cookies.stream()
                    .flatMap(header -> Arrays.stream(header.split(";")))
                    .map(cookie -> SPACE_AROUND.matcher(cookie).replaceAll(""))
                    .filter(which)
                    .collect(Collectors.joining("; "));
            headers.set(HttpHeaders.COOKIE, kept);
        }
    }

    /** The API takes no form, but some clients call nothing one; the guard of the pages' forms would ask it for a token. */
    private static void mendForApi(MultiMap headers) {
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (MediaTypes.is(type, MediaTypes.FORM) || MediaTypes.isMultipart(type)) {
            headers.set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        } else if (type != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaTypes.normalized(type));
        }
    }
}
