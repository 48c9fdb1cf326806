package ai.datacontrols.web.filter;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Marks every answer of this application. A script on a page can then tell it from the answer of a proxy or a captive portal,
 * whatever its status.
 */
@Singleton
class ServedByFilter {
    static final String HEADER = "Served-By";
    static final String VALUE = "data-controls";

    void register(@Observes Filters filters) {
        // before the filters that may refuse the request
        filters.register(
                context -> {
                    context.response().putHeader(HEADER, VALUE);
                    context.next();
                },
                490);
    }
}
