package ai.datacontrols.web.filter;

import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Marks every response of this application, so that a script on a page can distinguish it from the response of a proxy
 * or a captive portal, whatever its status.
 */
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
