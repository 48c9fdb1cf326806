package ai.datacontrols.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says on a page of our own what went wrong, in the reader's language, with an id that is in the log as well. */
@ApplicationScoped
class Problems {

    /** Tells our own answers from those of a proxy in between. */
    private static final String PROBLEM_ID = "Problem-Id";

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @CheckedTemplate(basePath = "web")
    static class Templates {
        static native TemplateInstance problem(ProblemKind kind, String id);

        static native TemplateInstance problem$notice(ProblemKind kind, String id);
    }

    private final Reader reader;

    Problems(Reader reader) {
        this.reader = reader;
    }

    @ServerExceptionMapper
    Response page(Throwable thrown, HttpHeaders request) {
        var kind = ProblemKind.of(thrown);
        var id = UUID.randomUUID().toString();
        if (kind == ProblemKind.FAULT) {
            LOG.errorf(thrown, "problem %s", id);
        } else {
            LOG.infof("problem %s: %s", id, kind);
        }
        var status = kind == ProblemKind.INVALID && thrown instanceof WebApplicationException refused
                ? refused.getResponse().getStatus()
                : kind.status;
        return page(kind, status, id, request.getHeaderString("HX-Request") != null);
    }

    /** Nobody gets a white page: what an extension refuses without a word, such as a form without its token, is said. */
    @ServerResponseFilter
    void dress(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400 && !response.hasEntity()) {
            var kind = ProblemKind.of(response.getStatus());
            var id = UUID.randomUUID().toString();
            LOG.infof("problem %s: %s", id, kind);
            var page = page(kind, response.getStatus(), id, request.getHeaderString("HX-Request") != null);
            response.getHeaders().putSingle(PROBLEM_ID, id);
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setEntity(
                    ((TemplateInstance) page.getEntity()).render(),
                    null,
                    MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
        }
    }

    private Response page(ProblemKind kind, int status, String id, boolean fromHtmx) {
        // an htmx request asked for a part of a page, so it gets the part that says what happened
        var page = fromHtmx ? Templates.problem$notice(kind, id) : Templates.problem(kind, id);
        return Response.status(status)
                .type("text/html;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(PROBLEM_ID, id)
                .entity(page.setLocale(reader.locale()))
                .build();
    }
}
