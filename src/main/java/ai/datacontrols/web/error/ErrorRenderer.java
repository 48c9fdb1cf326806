package ai.datacontrols.web.error;

import io.vertx.ext.web.RoutingContext;

/** Renders the body of an error response: for people, or for machines. */
interface ErrorRenderer {

    String mediaType();

    String render(RoutingContext context, RequestException error, String id);
}
