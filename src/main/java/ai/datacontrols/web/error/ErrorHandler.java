package ai.datacontrols.web.error;

import ai.datacontrols.web.locale.LanguageLink;
import ai.datacontrols.web.locale.UserLocale;
import ai.datacontrols.web.request.Caller;
import ai.datacontrols.web.request.RequestId;
import ai.datacontrols.web.request.RequestPath;
import ai.datacontrols.web.request.ResponseAborter;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.arc.Arc;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
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
 * Responds to errors with the id of the request, which is also in the log: to people with a localized page, to machines
 * with a problem (RFC 9457).
 */
@ApplicationScoped
public class ErrorHandler {

    /** Distinguishes responses of this application from those of a proxy. */
    private static final String PROBLEM_ID = "Problem-Id";

    private static final String HTML = "text/html;charset=UTF-8";

    private static final Pattern MACHINES = Pattern.compile("/(?:api|q)(?:/.*)?|/back-channel-logout");

    private static final Pattern STAFF = Pattern.compile("/support(/.*)?");

    private static final Logger LOG = Logger.getLogger(ErrorHandler.class);

    @CheckedTemplate(basePath = "web")
    static class Templates {
        static native TemplateInstance problem(ErrorKind kind, String id, boolean isForStaff);

        static native TemplateInstance problem$notice(ErrorKind kind, String id);
    }

    private final UserLocale userLocale;
    private final CurrentVertxRequest current;

    ErrorHandler(UserLocale userLocale, CurrentVertxRequest current) {
        this.userLocale = userLocale;
        this.current = current;
    }

    /**
     * Handles an exception of a resource. A malformed document is handled separately, because the extension has an
     * exception of its own for it.
     */
    @ServerExceptionMapper({Throwable.class, MismatchedInputException.class})
    Response toResponse(Throwable thrown, RoutingContext context) {
        var problem = Problem.of(thrown, RequestId.of(context));
        if (context.response().closed()) {
            // the exception may just be a consequence of the closed connection
            LOG.infof("problem %s: the client disconnected from %s", problem.id(), Caller.of(context));
        } else {
            log(problem, thrown, context);
        }
        ResponseAborter.abort(context);
        return Response.status(problem.status())
                .type(mediaType(context))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(PROBLEM_ID, problem.id())
                .header(HttpHeaders.RETRY_AFTER, problem.retryAfter())
                .entity(body(context, problem))
                .build();
    }

    /** Adds a body to errors that an extension sends without one, such as for a form without its token. */
    @ServerResponseFilter
    void decorate(ContainerResponseContext response, RoutingContext context) {
        if (response.getStatus() >= 400 && !response.hasEntity()) {
            ErrorKind known = context.get(ErrorKind.class.getName());
            var id = RequestId.of(context);
            var problem = known == null ? Problem.of(response.getStatus(), id) : Problem.of(known, id);
            log(problem, null, context);
            response.getHeaders().putSingle(PROBLEM_ID, problem.id());
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setEntity(body(context, problem), null, MediaType.valueOf(mediaType(context)));
        }
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
        var id = RequestId.of(context);
        answer(context, isClientError ? Problem.of(context.statusCode(), id) : Problem.of(thrown, id), thrown);
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
        answer(context, Problem.of(kind, RequestId.of(context)), null);
    }

    /** Responds to a request that no resource handles, with the kind of error of a status. */
    public void answer(RoutingContext context, int status) {
        answer(context, Problem.of(status, RequestId.of(context)), null);
    }

    /** Responds to a request that no resource handles, with a type of its own. */
    public void answer(RoutingContext context, ApiException refusal) {
        answer(context, Problem.of(refusal, RequestId.of(context)), null);
    }

    /** Logs a refusal without a body that another response replaces. */
    public void logRefusal(RoutingContext context, int status) {
        log(Problem.of(status, RequestId.of(context)), null, context);
    }

    private void answer(RoutingContext context, Problem problem, Throwable thrown) {
        log(problem, thrown, context);
        var scope = Arc.container().requestContext();
        scope.activate();
        try {
            current.setCurrent(context);
            if (problem.retryAfter() != null) {
                context.response()
                        .putHeader(HttpHeaders.RETRY_AFTER, problem.retryAfter().toString());
            }
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, mediaType(context))
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader(PROBLEM_ID, problem.id())
                    // the rest of the request is not read
                    .putHeader("Connection", "close")
                    .end(body(context, problem));
        } finally {
            scope.terminate();
        }
    }

    private static String mediaType(RoutingContext context) {
        return isPage(context) ? HTML : ProblemDetails.MEDIA_TYPE;
    }

    private String body(RoutingContext context, Problem problem) {
        if (!isPage(context)) {
            return Json.encode(problem.details());
        }
        var kind =
                problem.kind() == ErrorKind.NOT_FOUND && !isRead(context) ? ErrorKind.FORM_NOT_FOUND : problem.kind();
        if (problem.status() < 500) {
            LanguageLink.omitQuery(context);
        }
        // htmx replaces a part of a page, so it gets the error as a fragment
        var fromHtmx = context.request().getHeader("HX-Request") != null;
        var page = fromHtmx
                ? Templates.problem$notice(kind, problem.id())
                : Templates.problem(kind, problem.id(), isForStaff(context));
        return page.setLocale(userLocale.locale()).render();
    }

    private static boolean isRead(RoutingContext context) {
        var method = context.request().method();
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static void log(Problem problem, Throwable thrown, RoutingContext context) {
        var words = "problem %s: %s (%d) at %s";
        var caller = Caller.of(context);
        if (problem.kind() == ErrorKind.FAULT) {
            LOG.errorf(thrown, words, problem.id(), problem.kind(), problem.status(), caller);
        } else {
            LOG.infof(words, problem.id(), problem.kind(), problem.status(), caller);
        }
    }
}
