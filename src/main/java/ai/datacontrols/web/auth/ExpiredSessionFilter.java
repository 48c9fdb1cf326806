package ai.datacontrols.web.auth;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * A request by htmx whose session has ended is answered with 499, because a script can't follow a redirect to another host.
 * The header has htmx load the page again, which leads to sign-in and back. For a choice it loads the address of the form, as a
 * browser without script would: after sign-in that address says that nothing was saved.
 */
@Singleton
class ExpiredSessionFilter {
    private static final int SESSION_ENDED = 499;
    private static final Pattern CHOICE = Pattern.compile("/settings/[\\w-]+/opt-(?:out|in)");

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addHeadersEndHandler(sent -> {
                        if (context.response().getStatusCode() == SESSION_ENDED) {
                            markForSignIn(context.request());
                        }
                    });
                    context.next();
                },
                200);
    }

    private static void markForSignIn(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST
                && CHOICE.matcher(request.path()).matches()) {
            request.response().putHeader("HX-Redirect", request.uri());
        } else {
            request.response().putHeader("HX-Refresh", "true");
        }
    }
}
