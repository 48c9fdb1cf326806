package ai.datacontrols.demo;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Relaxes the Content-Security-Policy for Swagger UI's inline scripts. Only the demo includes Swagger UI. */
@Singleton
class SwaggerUi {

    private static final String PATH = "/q/swagger-ui";
    private static final String POLICY =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (context.request().path().startsWith(PATH)) {
                        context.response().headers().set("Content-Security-Policy", POLICY);
                    }
                    context.next();
                },
                300);
    }
}
