package ai.datacontrols.web.filter;

import ai.datacontrols.web.request.RequestPipeline;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Reads and discards what a client still sends after the response: unread, it would precede the next request on the
 * connection (RFC 9112, 9.3). A client that doesn't stop is disconnected after a delay, so that it can read the
 * response first (9.6).
 */
@Singleton
class RequestBodyDrainer {

    /** Whether the last response of a connection had {@code Connection: close}. */
    private static final AttributeKey<Boolean> CLOSING = AttributeKey.valueOf(RequestBodyDrainer.class.getName());

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Vertx vertx;

    RequestBodyDrainer(Vertx vertx) {
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        RequestPipeline.BODY_DRAINER.register(filters, context -> {
            var request = context.request();
            if (isClosing(request)) {
                // the request was sent before the client read the response that closes the connection (RFC
                // 9112, 9.6)
                request.connection().close();
                return;
            }
            var itsThread = vertx.getOrCreateContext();
            context.addBodyEndHandler(answered -> {
                var closes = context.response().headers().contains(HttpHeaders.CONNECTION, "close", true);
                if (closes) {
                    attribute(request).set(true);
                }
                if (!request.isEnded() || closes) {
                    itsThread.runOnContext(now -> drain(request, closes));
                }
            });
            context.next();
        });
    }

    /** A paused request that was read to its end reports that it has not ended until it is resumed. */
    private void drain(HttpServerRequest request, boolean closes) {
        if (!request.isEnded()) {
            request.handler(unread -> {});
            request.resume();
        }
        if (request.isEnded()) {
            if (closes) {
                request.connection().close();
            }
            return;
        }
        var patience = vertx.setTimer(LONGEST.toMillis(), over -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
        // most requests end at once; a timer would keep each of them in memory until it fires
        request.end().onComplete(ended -> {
            vertx.cancelTimer(patience);
            if (closes) {
                request.connection().close();
            }
        });
    }

    private static boolean isClosing(HttpServerRequest request) {
        return attribute(request).get() != null;
    }

    private static Attribute<Boolean> attribute(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel().attr(CLOSING);
    }
}
