package ai.datacontrols.web.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * All filters that a request passes before authentication, in this order. Each constant says why its filter is at its
 * position.
 */
public enum RequestPipeline {

    /** Assigns the id of the request. First, because every other filter may log. */
    REQUEST_ID,

    /** Marks the response as one of this application. Before the filters that may reject the request. */
    SERVED_BY,

    /** Reads the rest of a body that nothing else reads. Before the filters that respond without reading it. */
    BODY_DRAINER,

    /** Rejects requests that violate HTTP, or that two components could read differently. Before anything reads path or headers. */
    PROTOCOL,

    /** Drops cookies of other applications. Before the size of the headers is checked. */
    COOKIES,

    /** Rejects content codings. Before the size of the body is checked: that of an encoded body says nothing about its content. */
    CONTENT_CODING,

    /** Checks host, origin and sizes. */
    VALIDATION,

    /** Answers preflight requests for {@code /me}. Before Quarkus handles CORS. */
    CORS,

    /** Normalizes headers that Quarkus would reject. */
    NORMALIZER,

    /** Rejects sign-outs that are no navigation. Before the OIDC extension ends the session. */
    SIGN_OUT,

    /** Handles back-channel logouts, instead of the OIDC extension: its 200 comes before the session has ended. */
    BACK_CHANNEL_LOGOUT,

    /** Chooses the language of the response. After validation, because it parses headers. */
    LANGUAGE,

    /** Marks a choice that was sent after the session ended. Last, because it only reads the response of authentication. */
    EXPIRED_SESSION;

    /** Above the filters of Quarkus: CORS has 300, authentication 200. */
    private static final int FIRST = 500;

    private static final int STEP = 10;

    /** Adds a filter to the pipeline at this position. */
    public void register(Filters filters, Handler<RoutingContext> filter) {
        filters.register(filter, FIRST - STEP * ordinal());
    }
}
