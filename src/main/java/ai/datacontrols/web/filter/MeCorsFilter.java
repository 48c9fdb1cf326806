package ai.datacontrols.web.filter;

import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/**
 * Allows pages of registered clients, and no others, to request the state of their user (CORS, Fetch standard), and
 * nothing else. Without cookies: the user's token authenticates.
 */
@Singleton
class MeCorsFilter {

    private static final String ME = "/api/v1/me";

    void register(@Observes Filters filters, RegisteredClients clients) {
        var cors = CorsHandler.create()
                .addOrigins(origins(clients))
                .allowedMethod(HttpMethod.GET)
                .allowedHeader(HttpHeaders.AUTHORIZATION.toString())
                .maxAgeSeconds(3600);
        RequestPipeline.CORS.register(filters, context -> {
            if (context.request().path().equals(ME)) {
                cors.handle(context);
            } else {
                context.next();
            }
        });
    }

    private static List<String> origins(RegisteredClients clients) {
        return clients.byId().values().stream()
                .map(RegisteredClients.Client::address)
                .map(MeCorsFilter::origin)
                .distinct()
                .toList();
    }

    /** RFC 6454, 6.2. */
    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
