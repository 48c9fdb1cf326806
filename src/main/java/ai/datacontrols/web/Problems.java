package ai.datacontrols.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says on a page of our own what went wrong, in the reader's language, with an id that is in the log as well. */
@ApplicationScoped
class Problems {

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
        // an htmx request asked for a part of a page, so it gets the part that says what happened
        var page = request.getHeaderString("HX-Request") == null
                ? Templates.problem(kind, id)
                : Templates.problem$notice(kind, id);
        return Response.status(kind.status)
                .type("text/html;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(page.setLocale(reader.locale()))
                .build();
    }
}
