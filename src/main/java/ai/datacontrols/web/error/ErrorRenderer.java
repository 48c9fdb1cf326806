package ai.datacontrols.web.error;

import io.vertx.ext.web.RoutingContext;

/** Renders the body of an error response: for people, or for machines. */
interface ErrorRenderer {

    /** Returns the value of {@code Content-Type}. */
    String mediaType();

    /** @param id the id of the request, which is also in the log */
    String render(RoutingContext context, RequestException error, String id);
}
