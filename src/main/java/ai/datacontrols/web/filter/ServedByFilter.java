package ai.datacontrols.web.filter;

import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Marks every response of this application, so that a script can distinguish it from that of a proxy or captive portal. */
@Singleton
class ServedByFilter {
    static final String HEADER = "Served-By";
    static final String VALUE = "data-controls";

    void register(@Observes Filters filters) {
        RequestPipeline.SERVED_BY.register(filters, context -> {
            context.response().putHeader(HEADER, VALUE);
            context.next();
        });
    }
}
