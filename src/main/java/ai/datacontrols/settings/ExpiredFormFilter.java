package ai.datacontrols.settings;

import ai.datacontrols.web.NoticeCookie;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.error.ErrorHandler;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.request.RequestPipeline;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Offers the switch again, with a notice that nothing was saved, if the CSRF filter rejects a choice: the cookie with
 * the form's token may have expired, or have been deleted.
 */
@Singleton
class ExpiredFormFilter {

    private final Notices notices;
    /** The filter is created before the configuration is complete. */
    private final Instance<RegisteredClients> clients;

    private final ErrorHandler errorHandler;

    ExpiredFormFilter(Notices notices, Instance<RegisteredClients> clients, ErrorHandler errorHandler) {
        this.notices = notices;
        this.clients = clients;
        this.errorHandler = errorHandler;
    }

    /** Only the CSRF filter rejects a choice with 400 and without one. */
    @ServerResponseFilter(priority = RequestPipeline.OfResources.EXPIRED_FORM)
    void filter(ContainerResponseContext response, RoutingContext context) {
        var choice = NoticeCookie.CHOICE.matcher(context.request().path());
        if (response.getStatus() != Response.Status.BAD_REQUEST.getStatusCode()
                || response.hasEntity()
                || !choice.matches()) {
            return;
        }
        var product = choice.group(1);
        var from = context.request().getParam("from");
        var page = new LinkContext(product, from, null).address(clients.get()).toString();
        notices.send(product, CardNotice.FORM_EXPIRED);
        if (context.request().getHeader("HX-Request") == null) {
            errorHandler.logRefusal(context, ErrorKind.INVALID_REQUEST);
            response.setStatus(Response.Status.SEE_OTHER.getStatusCode());
            response.getHeaders().putSingle(HttpHeaders.LOCATION, page);
        } else {
            response.getHeaders().putSingle("HX-Redirect", page);
        }
    }
}
