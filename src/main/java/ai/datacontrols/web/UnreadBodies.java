package ai.datacontrols.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Lets pass what a caller still sends after its answer: unread it would stand in the connection before the next request
 * (RFC 9112, 9.3). Who doesn't come to an end is let go after a while, not at once, or they might miss the answer (9.6).
 */
@Singleton
class UnreadBodies {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Vertx vertx;

    UnreadBodies(Vertx vertx) {
        this.vertx = vertx;
    }

    void watch(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addBodyEndHandler(answered -> letPass(context));
                    context.next();
                },
                450);
    }

    private void letPass(RoutingContext context) {
        var request = context.request();
        if (request.isEnded()) {
            return;
        }
        request.handler(unread -> {});
        request.resume();
        vertx.setTimer(LONGEST.toMillis(), over -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }
}
