package ai.datacontrols.web.auth;

import ai.datacontrols.web.NoticeCookie;
import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Responds with 499 to htmx requests whose session has ended, because a script can't follow a redirect to another host.
 * A header makes htmx reload the page, which leads to sign-in and back. After a choice it loads the form's address, as
 * a browser without script would. A choice that leads to sign-in sets a cookie with the notice that nothing was saved.
 */
@Singleton
class ExpiredSessionFilter {
    private static final int SESSION_ENDED = 499;

    private static final Set<Integer> TO_SIGN_IN = Set.of(302, 303, SESSION_ENDED);

    /** As long as a sign-in may take ({@code state-cookie-age}). */
    private static final Duration LONGEST_SIGN_IN = Duration.ofMinutes(30);

    void register(@Observes Filters filters) {
        RequestPipeline.EXPIRED_SESSION.register(filters, context -> {
            context.addHeadersEndHandler(sent -> {
                if (context.get(SessionAuthenticationMechanism.CHALLENGED) != null
                        && TO_SIGN_IN.contains(context.response().getStatusCode())) {
                    markForSignIn(context);
                }
            });
            context.next();
        });
    }

    private static void markForSignIn(RoutingContext context) {
        var request = context.request();
        var response = context.response();
        var choice = choice(context);
        if (choice != null) {
            NoticeCookie.send(response, NoticeCookie.SIGNED_OUT, choice.group(1), LONGEST_SIGN_IN);
        }
        if (response.getStatusCode() == SESSION_ENDED) {
            response.putHeader(choice == null ? "HX-Refresh" : "HX-Redirect", choice == null ? "true" : request.uri());
        }
    }

    private static Matcher choice(RoutingContext context) {
        var matcher = NoticeCookie.CHOICE.matcher(context.request().path());
        return context.request().method() == HttpMethod.POST && matcher.matches() ? matcher : null;
    }
}
