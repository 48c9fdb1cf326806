package ai.datacontrols.web.filter;

import ai.datacontrols.web.error.ErrorHandler;
import ai.datacontrols.web.request.MediaTypes;
import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Normalizes request headers of some browsers and browser extensions that would otherwise make Quarkus reject the
 * request.
 */
@Singleton
class RequestNormalizer {

    void register(@Observes Filters filters) {
        RequestPipeline.NORMALIZER.register(filters, context -> {
            if (ErrorHandler.isPage(context)) {
                normalize(context.request().headers());
            } else if (context.request().path().startsWith("/api/")) {
                normalizeForApi(context.request().headers());
            }
            context.next();
        });
    }

    private static void normalize(MultiMap headers) {
        // pages have a single media type, and Quarkus would fail on a malformed header
        headers.set(HttpHeaders.ACCEPT, "*/*");
        if (MediaTypes.is(headers.get(HttpHeaders.CONTENT_TYPE), MediaTypes.FORM)) {
            // the CSRF filter knows this spelling only, and such forms are always UTF-8
            headers.set(HttpHeaders.CONTENT_TYPE, MediaTypes.FORM);
        }
    }

    /** Some HTTP clients send a form's media type with an empty body; the CSRF filter would then demand a token. */
    private static void normalizeForApi(MultiMap headers) {
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (MediaTypes.is(type, MediaTypes.FORM) || MediaTypes.isMultipart(type)) {
            headers.set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        } else if (type != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaTypes.normalized(type));
        }
    }
}
