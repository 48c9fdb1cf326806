package ai.datacontrols.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * A click by htmx whose session has ended is answered with 499, because a script can't follow a redirect to another host.
 * The header tells htmx to load the whole page again, which leads to sign-in and back.
 */
@Singleton
class EndedSession {

    private static final int SESSION_ENDED = 499;

    void reloadsThePage(@Observes Filters filters) {
        filters.register(
                request -> {
                    request.addHeadersEndHandler(sent -> {
                        if (request.response().getStatusCode() == SESSION_ENDED) {
                            request.response().putHeader("HX-Refresh", "true");
                        }
                    });
                    request.next();
                },
                200);
    }
}
