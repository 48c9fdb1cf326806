package ai.datacontrols.web.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;

/**
 * All filters that a request passes, in this order, each with its class and the reason for its position. The constants
 * are the filters before authentication. Then Quarkus handles CORS (300) and authenticates (200), by
 * {@code SessionAuthenticationMechanism} on pages and by the bearer token on the API. Then come the roles of the
 * resource, and the filters {@link OfResources}.
 */
public enum RequestPipeline {

    /** {@link RequestId} assigns the id of the request. First, because every other filter may log. */
    REQUEST_ID,

    /** {@link ai.datacontrols.web.filter.ServedByFilter} marks the response, also that of a filter that rejects. */
    SERVED_BY,

    /** {@link ai.datacontrols.web.filter.RequestBodyDrainer} comes before the filters that respond without reading a body. */
    BODY_DRAINER,

    /** {@link ai.datacontrols.web.filter.ProtocolFilter} comes before anything reads path or headers. */
    PROTOCOL,

    /** {@link ai.datacontrols.web.auth.RequestCookies} drops other cookies before the size of the headers is checked. */
    COOKIES,

    /** {@link ai.datacontrols.web.ndjson.ContentCodings} precedes the check of sizes: an encoded size says nothing. */
    CONTENT_CODING,

    /** {@link ai.datacontrols.web.filter.RequestValidationFilter} checks host, origin and sizes. */
    VALIDATION,

    /** {@link ai.datacontrols.web.filter.MeCorsFilter} answers preflight requests before Quarkus handles CORS. */
    CORS,

    /** {@link ai.datacontrols.web.filter.RequestNormalizer} changes headers that Quarkus would reject. */
    NORMALIZER,

    /** {@link ai.datacontrols.web.auth.SignOut} rejects links of other sites before the OIDC extension ends the session. */
    SIGN_OUT,

    /** {@link ai.datacontrols.web.auth.BackChannelLogout} responds instead of the OIDC extension, whose 200 comes too early. */
    BACK_CHANNEL_LOGOUT,

    /** {@link ai.datacontrols.web.locale.Languages} comes after validation, because it parses headers. */
    LANGUAGE,

    /** {@link ai.datacontrols.web.auth.ExpiredSessionFilter} is last, because it only reads the response of authentication. */
    EXPIRED_SESSION;

    /** Above the filters of Quarkus: CORS has 300, authentication 200. */
    private static final int FIRST = 500;

    private static final int STEP = 10;

    /** Adds a filter to the pipeline at this position. */
    public void register(Filters filters, Handler<RoutingContext> filter) {
        filters.register(filter, FIRST - STEP * ordinal());
    }

    /** Priorities of Jakarta REST: ascending for requests, descending for responses. The CSRF filter has {@code USER}. */
    public static final class OfResources {

        /** {@link ai.datacontrols.web.filter.ParameterFilter} is first, because it needs no body. */
        public static final int PARAMETERS = -1;

        /** {@link ai.datacontrols.web.filter.DocumentBodies} reads the body before a worker thread is assigned. */
        public static final int BODIES = 0;

        /** {@link ai.datacontrols.web.ndjson.StreamAdmission} moves streams to threads of their own, which read the body. */
        public static final int STREAMS = 1;

        /** {@link ai.datacontrols.web.auth.staff.StaffAccessFilter} requires a second factor, on a worker thread. */
        public static final int STAFF_ACCESS = Priorities.USER;

        /** {@link ai.datacontrols.settings.LanguagePreferenceFilter} reads the profile, on a worker thread. */
        public static final int LANGUAGE_PREFERENCE = Priorities.USER;

        /** {@link ai.datacontrols.settings.ExpiredFormFilter} replaces a response of the CSRF filter before it gets a body. */
        public static final int EXPIRED_FORM = Priorities.USER + 1;

        /** {@link ai.datacontrols.web.error.ErrorHandler} adds a body to errors without one. */
        public static final int ERROR_BODY = Priorities.USER;

        private OfResources() {}
    }
}
