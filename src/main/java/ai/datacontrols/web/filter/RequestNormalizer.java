package ai.datacontrols.web.filter;

import ai.datacontrols.web.request.ApiPath;
import ai.datacontrols.web.request.MediaTypes;
import ai.datacontrols.web.request.PageRequests;
import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Normalizes headers of browsers and extensions that would otherwise make Quarkus reject the request. */
@Singleton
class RequestNormalizer {

    void register(@Observes Filters filters) {
        RequestPipeline.NORMALIZER.register(filters, context -> {
            if (PageRequests.isPage(context)) {
                normalize(context.request().headers());
            } else if (ApiPath.isApi(context.request().path())) {
                normalizeForApi(context.request().headers());
            }
            if (context.request().headers().contains(HttpHeaders.ACCEPT_ENCODING)) {
                // the server would compress the requested part by itself; the whole is a valid response (RFC 9110,
                // 14.2)
                context.request().headers().remove("Range");
            }
            context.addHeadersEndHandler(
                    sent -> varyByEncoding(context.response().headers()));
            context.next();
        });
    }

    /** The server compresses responses without saying so to caches. */
    private static void varyByEncoding(MultiMap headers) {
        var vary = String.join(", ", headers.getAll(HttpHeaders.VARY));
        if (!vary.toLowerCase(Locale.ROOT).contains("accept-encoding")) {
            headers.set(HttpHeaders.VARY, vary.isEmpty() ? "Accept-Encoding" : vary + ", Accept-Encoding");
        }
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
