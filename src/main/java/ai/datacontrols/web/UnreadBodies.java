package ai.datacontrols.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
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
                    var request = context.request();
                    var itsThread = vertx.getOrCreateContext();
                    context.addBodyEndHandler(answered -> {
                        if (!request.isEnded()) {
                            itsThread.runOnContext(now -> letPass(request));
                        }
                    });
                    context.next();
                },
                450);
    }

    /** A request that was read to its end, but is paused, says that it hasn't ended until it goes on. */
    private void letPass(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        request.handler(unread -> {});
        request.resume();
        if (request.isEnded()) {
            return;
        }
        var patience = vertx.setTimer(LONGEST.toMillis(), over -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
        // most end at once, and the timer would keep each of them until then
        request.end().onComplete(ended -> vertx.cancelTimer(patience));
    }
}
