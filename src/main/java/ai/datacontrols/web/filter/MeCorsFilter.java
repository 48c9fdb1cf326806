package ai.datacontrols.web.filter;

import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.error.ErrorHandler;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/** Allows pages of registered clients to request the state of their user without cookies (CORS, Fetch standard). */
@Singleton
class MeCorsFilter {

    private static final String ME = "/api/v1/me";

    void register(@Observes Filters filters, RegisteredClients clients, ErrorHandler errorHandler) {
        var origins = origins(clients);
        var cors = CorsHandler.create()
                .addOrigins(origins)
                .allowedMethod(HttpMethod.GET)
                .allowedHeader(HttpHeaders.AUTHORIZATION.toString())
                .maxAgeSeconds(3600);
        RequestPipeline.CORS.register(filters, context -> {
            var origin = context.request().getHeader(HttpHeaders.ORIGIN);
            if (!context.request().path().equals(ME)) {
                context.next();
            } else if (origin != null && !origins.contains(origin)) {
                context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
                errorHandler.answer(
                        context,
                        new RequestException(
                                ErrorKind.FOREIGN_ORIGIN, "the origin is not that of a registered client"));
            } else {
                cors.handle(context);
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
