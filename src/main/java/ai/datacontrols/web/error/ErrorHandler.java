package ai.datacontrols.web.error;

import ai.datacontrols.web.request.Caller;
import ai.datacontrols.web.request.RequestId;
import ai.datacontrols.web.request.RequestPath;
import ai.datacontrols.web.request.ResponseAborter;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Logs errors and responds to them, wherever they occur: in a resource, in a filter of the pipeline, or in an
 * extension. People get a {@linkplain ErrorPageRenderer page}, machines a {@linkplain ProblemRenderer problem}.
 */
@ApplicationScoped
public class ErrorHandler {

    /** Distinguishes responses of this application from those of a proxy. */
    private static final String PROBLEM_ID = "Problem-Id";

    private static final Pattern MACHINES =
            Pattern.compile("/(?:access|api|q)(?:/.*)?|/(?:log|\\.well-known)/.+|/back-channel-logout");

    /** The extension's response to a script without a session. It has no body; its headers lead to sign-in. */
    private static final int SESSION_ENDED = 499;

    private static final Pattern STAFF = Pattern.compile("/support(/.*)?");

    private static final Logger LOG = Logger.getLogger(ErrorHandler.class);

    private final ErrorPageRenderer pages;
    private final ProblemRenderer problems;
    private final CurrentVertxRequest current;
    private final ViewerLookup viewers;

    ErrorHandler(ErrorPageRenderer pages, ProblemRenderer problems, CurrentVertxRequest current, ViewerLookup viewers) {
        this.viewers = viewers;
        this.pages = pages;
        this.problems = problems;
        this.current = current;
    }

    /**
     * Handles an exception of a resource. A malformed document is handled separately, because the extension has an
     * exception of its own for it.
     */
    @ServerExceptionMapper({Throwable.class, MismatchedInputException.class})
    Uni<Response> toResponse(Throwable thrown, RoutingContext context) {
        var error = ExceptionClassifier.classify(thrown);
        var id = RequestId.of(context);
        if (context.response().closed()) {
            // the exception may just be a consequence of the closed connection
            LOG.infof("problem %s: the client disconnected from %s", id, Caller.of(context));
        } else {
            log(context, error, thrown);
        }
        ResponseAborter.abort(context);
        var renderer = renderer(context);
        return viewer(context, error.kind())
                .map(known -> Response.status(error.kind().status())
                        .type(renderer.mediaType())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(PROBLEM_ID, id)
                        .header(HttpHeaders.RETRY_AFTER, error.kind().retryAfter())
                        .entity(renderer.render(context, error, id))
                        .build());
    }

    /** Reads the signed-in person, unless the database has just failed. */
    private Uni<Void> viewer(RoutingContext context, ErrorKind kind) {
        return isPage(context) && kind != ErrorKind.UNAVAILABLE
                ? viewers.load(context)
                : Uni.createFrom().voidItem();
    }

    /** Adds a body to errors that an extension sends without one, such as for a form without its token. */
    @ServerResponseFilter
    void decorate(ContainerResponseContext response, RoutingContext context) {
        if (response.getStatus() < 400 || response.getStatus() == SESSION_ENDED || response.hasEntity()) {
            return;
        }
        ErrorKind known = context.get(ErrorKind.class.getName());
        var error = new RequestException(known == null ? ErrorKind.of(response.getStatus()) : known);
        var id = RequestId.of(context);
        log(context, error, null);
        var renderer = renderer(context);
        response.setStatus(error.kind().status());
        response.getHeaders().putSingle(PROBLEM_ID, id);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setEntity(renderer.render(context, error, id), null, MediaType.valueOf(renderer.mediaType()));
    }

    /** Handles a failure before or after a resource. */
    void registerFailureHandler(@Observes Router router) {
        router.route().order(Integer.MAX_VALUE).failureHandler(this::handleFailure);
    }

    private void handleFailure(RoutingContext context) {
        if (context.request().path().startsWith("/q/") || context.response().headWritten()) {
            context.next();
            return;
        }
        var thrown = context.failure();
        var isClientError = thrown == null || context.statusCode() >= 400 && context.statusCode() < 500;
        var error = isClientError
                ? new RequestException(ErrorKind.of(context.statusCode()))
                : ExceptionClassifier.classify(thrown);
        answer(context, error, thrown);
    }

    /** Returns whether the response is read by a person, not by a machine. */
    public static boolean isPage(RoutingContext context) {
        var path = context.request().path();
        return RequestPath.isNormal(path) ? isPagePath(path) : isPageOfSomeKind(context);
    }

    /** Like {@link #isPage}, for a path that is {@linkplain RequestPath#isNormal normal}. */
    public static boolean isPagePath(String path) {
        return !MACHINES.matcher(path).matches();
    }

    /** For a path that is not normal, the Accept header is a better indication: browsers accept HTML. */
    private static boolean isPageOfSomeKind(RoutingContext context) {
        var accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        return accepted != null
                && accepted.toLowerCase(Locale.ROOT).contains("text/html")
                && isPagePath(context.normalizedPath());
    }

    /** Returns whether the request is for a staff page, which requires a second factor. */
    public static boolean isForStaff(RoutingContext context) {
        return STAFF.matcher(context.request().path()).matches();
    }

    /** Responds to a request that no resource handles. */
    public void answer(RoutingContext context, ErrorKind kind) {
        answer(context, new RequestException(kind));
    }

    /** Responds to a request that no resource handles. */
    public void answer(RoutingContext context, RequestException error) {
        answer(context, error, null);
    }

    /** Logs an error without a body that another response replaces. */
    public void logRefusal(RoutingContext context, ErrorKind kind) {
        log(context, new RequestException(kind), null);
    }

    private void answer(RoutingContext context, RequestException error, Throwable thrown) {
        log(context, error, thrown);
        viewer(context, error.kind()).subscribe().with(known -> respond(context, error));
    }

    private void respond(RoutingContext context, RequestException error) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        var scope = Arc.container().requestContext();
        scope.activate();
        try {
            current.setCurrent(context);
            var retryAfter = error.kind().retryAfter();
            if (retryAfter != null) {
                context.response().putHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
            }
            var id = RequestId.of(context);
            var renderer = renderer(context);
            context.response()
                    .setStatusCode(error.kind().status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, renderer.mediaType())
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader(PROBLEM_ID, id)
                    // the rest of the request is not read
                    .putHeader("Connection", "close")
                    .end(renderer.render(context, error, id));
        } finally {
            scope.terminate();
        }
    }

    private ErrorRenderer renderer(RoutingContext context) {
        return isPage(context) ? pages : problems;
    }

    private static void log(RoutingContext context, RequestException error, Throwable thrown) {
        var format = "problem %s: %s (%d) at %s";
        var id = RequestId.of(context);
        var kind = error.kind();
        var caller = Caller.of(context);
        if (kind == ErrorKind.INTERNAL_ERROR) {
            LOG.errorf(thrown, format, id, kind, kind.status(), caller);
        } else {
            LOG.infof(format, id, kind, kind.status(), caller);
        }
    }
}
