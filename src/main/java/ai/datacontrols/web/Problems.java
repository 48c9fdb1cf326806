package ai.datacontrols.web;

import static ai.datacontrols.web.ProblemKind.INVALID;

import io.quarkus.arc.Arc;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says on a page of our own what went wrong, in the reader's language, with an id that is in the log as well. */
@ApplicationScoped
class Problems {

    /** Tells our own answers from those of a proxy in between. */
    private static final String PROBLEM_ID = "Problem-Id";

    private static final String HTML = "text/html;charset=UTF-8";

    private static final Pattern MACHINES = Pattern.compile("/api/|/q/|/back-channel-logout");

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @CheckedTemplate(basePath = "web")
    static class Templates {
        static native TemplateInstance problem(ProblemKind kind, String id);

        static native TemplateInstance problem$notice(ProblemKind kind, String id);
    }

    private final Reader reader;
    private final CurrentVertxRequest current;

    Problems(Reader reader, CurrentVertxRequest current) {
        this.reader = reader;
        this.current = current;
    }

    /** What a room threw. */
    @ServerExceptionMapper
    Response page(Throwable thrown, RoutingContext context) {
        var kind = ProblemKind.of(thrown);
        var id = note(kind, thrown);
        var status = kind == INVALID && thrown instanceof WebApplicationException refused
                ? refused.getResponse().getStatus()
                : kind.status;
        return Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(PROBLEM_ID, id)
                .entity(words(context, kind, id))
                .build();
    }

    /** Nobody gets a white page: what an extension refuses without a word, such as a form without its token, is said. */
    @ServerResponseFilter
    void dress(ContainerResponseContext response, RoutingContext context) {
        if (response.getStatus() >= 400 && !response.hasEntity()) {
            var kind = ProblemKind.of(response.getStatus());
            var id = note(kind, null);
            response.getHeaders().putSingle(PROBLEM_ID, id);
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setEntity(words(context, kind, id), null, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
        }
    }

    /** What fails before it reaches a room, or on the way out. */
    void catchTheRest(@Observes Router router) {
        router.route().order(Integer.MAX_VALUE).failureHandler(this::catchUp);
    }

    private void catchUp(RoutingContext context) {
        if (!isPage(context) || context.response().headWritten()) {
            context.next();
            return;
        }
        var thrown = context.failure();
        answer(context, thrown == null ? ProblemKind.of(context.statusCode()) : ProblemKind.of(thrown), thrown);
    }

    /** Whether a person is to read the answer; machines have answers of their own. */
    static boolean isPage(RoutingContext context) {
        return !MACHINES.matcher(context.request().path()).lookingAt();
    }

    /** Answers a request that no room will see. */
    void answer(RoutingContext context, ProblemKind kind) {
        answer(context, kind, null);
    }

    private void answer(RoutingContext context, ProblemKind kind, Throwable thrown) {
        var id = note(kind, thrown);
        var scope = Arc.container().requestContext();
        scope.activate();
        try {
            current.setCurrent(context);
            context.response()
                    .setStatusCode(kind.status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, HTML)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader(PROBLEM_ID, id)
                    // whatever else was on its way is not read
                    .putHeader("Connection", "close")
                    .end(words(context, kind, id));
        } finally {
            scope.terminate();
        }
    }

    private String words(RoutingContext context, ProblemKind kind, String id) {
        // an htmx request asked for a part of a page, so it gets the part that says what happened
        var fromHtmx = context.request().getHeader("HX-Request") != null;
        var page = fromHtmx ? Templates.problem$notice(kind, id) : Templates.problem(kind, id);
        return page.setLocale(reader.locale()).render();
    }

    private static String note(ProblemKind kind, Throwable thrown) {
        var id = UUID.randomUUID().toString();
        if (kind == ProblemKind.FAULT) {
            LOG.errorf(thrown, "problem %s", id);
        } else {
            LOG.infof("problem %s: %s", id, kind);
        }
        return id;
    }
}
