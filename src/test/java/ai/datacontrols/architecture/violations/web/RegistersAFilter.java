package ai.datacontrols.architecture.violations.web;

import io.quarkus.vertx.http.runtime.filters.Filters;

public class RegistersAFilter {
    void register(Filters filters) {
        filters.register(context -> context.next(), 500);
    }
}
