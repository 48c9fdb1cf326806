package ai.datacontrols.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Mends what some browsers and browser extensions send, where it would shut a person out. */
@Singleton
class Repairs {

    void mend(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (Problems.isPage(context)) {
                        mend(context.request().headers());
                    } else if (context.request().path().startsWith("/api/")) {
                        mendForApi(context.request().headers());
                    }
                    context.next();
                },
                300);
    }

    private static void mend(MultiMap headers) {
        // pages come in one form, and a malformed wish for another is a fault further in
        headers.set(HttpHeaders.ACCEPT, "*/*");
        if (MediaTypes.is(headers.get(HttpHeaders.CONTENT_TYPE), MediaTypes.FORM)) {
            // the guard of forms knows this spelling only, and such a form is UTF-8 whatever its parameters say
            headers.set(HttpHeaders.CONTENT_TYPE, MediaTypes.FORM);
        }
    }

    /** The API takes no form, but some clients call nothing one; the guard of the pages' forms would ask it for a token. */
    private static void mendForApi(MultiMap headers) {
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (MediaTypes.is(type, MediaTypes.FORM) || MediaTypes.isMultipart(type)) {
            headers.set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        } else if (type != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaTypes.normalized(type));
        }
    }
}
