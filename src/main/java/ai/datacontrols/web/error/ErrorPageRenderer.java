package ai.datacontrols.web.error;

import ai.datacontrols.web.locale.LanguageLink;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders errors as localized pages. */
@ApplicationScoped
class ErrorPageRenderer implements ErrorRenderer {

    @CheckedTemplate(basePath = "web")
    static class Templates {
        static native TemplateInstance problem(ErrorText text, String id, boolean isForStaff);

        static native TemplateInstance problem$notice(ErrorText text, String id);
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
        var text = error.kind() == ErrorKind.NOT_FOUND && !isRead(context)
                ? ErrorText.FORM_NOT_FOUND
                : error.kind().text();
        if (error.kind().status() < 500) {
            LanguageLink.omitQuery(context);
        }
        // htmx replaces a part of a page, so it gets the error as a fragment
        var fromHtmx = context.request().getHeader("HX-Request") != null;
        var page = fromHtmx
                ? Templates.problem$notice(text, id)
                : Templates.problem(text, id, ErrorHandler.isForStaff(context));
        return page.setLocale(userLocale.locale()).render();
    }

    private static boolean isRead(RoutingContext context) {
        var method = context.request().method();
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }
}
