package ai.datacontrols.web.auth;

import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Responds with 499 to htmx requests whose session has ended, because a script can't follow a redirect to another host.
 * A header makes htmx reload the page, which leads to sign-in and back. After a choice it loads the form's address, as
 * a browser without script would; after sign-in, that address says that nothing was saved.
 */
@Singleton
class ExpiredSessionFilter {
    private static final int SESSION_ENDED = 499;
    private static final Pattern CHOICE = Pattern.compile("/settings/[\\w-]+/opt-(?:out|in)");

    void register(@Observes Filters filters) {
        RequestPipeline.EXPIRED_SESSION.register(filters, context -> {
            context.addHeadersEndHandler(sent -> {
                if (context.response().getStatusCode() == SESSION_ENDED) {
                    markForSignIn(context.request());
                }
            });
            context.next();
        });
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
