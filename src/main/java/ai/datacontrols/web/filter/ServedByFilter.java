package ai.datacontrols.web.filter;

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
        // before the filters that may reject the request
        filters.register(
                context -> {
                    context.response().putHeader(HEADER, VALUE);
                    context.next();
                },
                490);
    }
}
