package ai.datacontrols.web.error;

import ai.datacontrols.web.locale.LanguageLink;
import ai.datacontrols.web.locale.UserLocale;
import ai.datacontrols.web.request.PageRequests;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ErrorPageRenderer implements ErrorRenderer {

    @CheckedTemplate(basePath = "web")
    static class Templates {
        static native TemplateInstance problem(ErrorText text, String id, boolean isForStaff, boolean isFailure);

        static native TemplateInstance problem$notice(ErrorText text, String id, boolean isFailure);
    }

    private final UserLocale userLocale;

    ErrorPageRenderer(UserLocale userLocale) {
        this.userLocale = userLocale;
    }

    @Override
    public String mediaType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    public String render(RoutingContext context, RequestException error, String id) {
        var text = text(context, error.kind());
        var isFailure = error.kind().status() >= 500;
        if (!isFailure) {
            LanguageLink.omitQuery(context);
        }
        // htmx replaces a part of a page, so it gets the error as a fragment
        var fromHtmx = context.request().getHeader("HX-Request") != null;
        var page = fromHtmx
                ? Templates.problem$notice(text, id, isFailure)
                : Templates.problem(
                        text, id, PageRequests.isStaffPath(context.request().path()), isFailure);
        return page.setLocale(userLocale.locale()).render();
    }

    private static ErrorText text(RoutingContext context, ErrorKind kind) {
        if (kind == ErrorKind.NOT_FOUND && !isRead(context)) {
            return ErrorText.FORM_NOT_FOUND;
        }
        return kind == ErrorKind.FORBIDDEN ? requiredRole(context) : kind.text();
    }

    /** A staff member without the role of a page has the other one, of two. */
    private static ErrorText requiredRole(RoutingContext context) {
        if (!PageRequests.isStaffPath(context.request().path()) || !(context.user() instanceof QuarkusHttpUser user)) {
            return ErrorText.NOT_ALLOWED;
        }
        var staff = user.getSecurityIdentity();
        if (staff.hasRole("support")) {
            return ErrorText.FOR_AUDITORS;
        }
        return staff.hasRole("auditor") ? ErrorText.FOR_SUPPORT : ErrorText.NOT_ALLOWED;
    }

    private static boolean isRead(RoutingContext context) {
        var method = context.request().method();
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }
}
