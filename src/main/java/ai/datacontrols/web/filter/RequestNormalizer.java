package ai.datacontrols.web.filter;

import ai.datacontrols.web.error.ErrorHandler;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Mends what some browsers and browser extensions send, where it would shut a person out. */
@Singleton
class RequestNormalizer {

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (ErrorHandler.isPage(context)) {
                        normalize(context.request().headers());
                    } else if (context.request().path().startsWith("/api/")) {
                        normalizeForApi(context.request().headers());
                    }
                    context.next();
                },
                300);
    }

    private static void normalize(MultiMap headers) {
        // pages come in one form, and a malformed wish for another is a fault further in
        headers.set(HttpHeaders.ACCEPT, "*/*");
        if (MediaTypes.is(headers.get(HttpHeaders.CONTENT_TYPE), MediaTypes.FORM)) {
            // the guard of forms knows this spelling only, and such a form is UTF-8 whatever its parameters say
            headers.set(HttpHeaders.CONTENT_TYPE, MediaTypes.FORM);
        }
    }

    /** The API takes no form, but some clients call nothing one; the guard of the pages' forms would ask it for a token. */
    private static void normalizeForApi(MultiMap headers) {
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (MediaTypes.is(type, MediaTypes.FORM) || MediaTypes.isMultipart(type)) {
            headers.set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        } else if (type != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaTypes.normalized(type));
        }
    }
}
