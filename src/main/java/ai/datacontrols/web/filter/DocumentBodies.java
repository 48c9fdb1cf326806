package ai.datacontrols.web.filter;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.ndjson.JsonLines;
import ai.datacontrols.web.ndjson.StreamConfig;
import ai.datacontrols.web.request.RequestPipeline;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** Reads bodies of limited size before a worker thread is assigned, which slow clients would occupy. */
@ApplicationScoped
class DocumentBodies {

    private final Vertx vertx;
    private final Duration timeout;

    DocumentBodies(Vertx vertx, StreamConfig config) {
        this.vertx = vertx;
        timeout = config.idleTimeout();
    }

    @ServerRequestFilter(nonBlocking = true, priority = RequestPipeline.OfResources.BODIES)
    void receive(RoutingContext routing) {
        var request = routing.request();
        if (request.isEnded() || !hasDocument(request)) {
            return;
        }
        var rest = CurrentRequestManager.get();
        rest.suspend();
        var timer = vertx.setTimer(
                timeout.toMillis(),
                id -> rest.resume(new RequestException(
                        ErrorKind.REQUEST_TIMEOUT, "the document was not complete after " + timeout)));
        request.body().onComplete(received -> {
            if (!vertx.cancelTimer(timer)) {
                return;
            }
            if (received.succeeded()) {
                ((RoutingContextInternal) routing).setBody(received.result());
                rest.resume();
            } else {
                rest.resume(new RequestException(ErrorKind.INVALID_REQUEST, "the connection was closed"));
            }
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            routing.response().writeContinue();
        }
        request.resume();
    }

    private static boolean hasDocument(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && !length.equals("0") && !JsonLines.isBodyOf(request);
    }
}
