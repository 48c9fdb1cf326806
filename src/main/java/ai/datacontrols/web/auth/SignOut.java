package ai.datacontrols.web.auth;

import ai.datacontrols.web.auth.keycloak.IdentityProviderClient;
import ai.datacontrols.web.error.ErrorHandler;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Signs out here and at the identity provider, but only if a person navigates: links of other sites, images and
 * prefetches don't. The extension would pass the ID token, with name and e-mail address, in a URL, which proxies log;
 * so the refresh token ends the session at the identity provider instead, from server to server.
 */
@Singleton
class SignOut {

    private static final Logger LOG = Logger.getLogger(SignOut.class);

    /** The identity provider notifies all applications of the session, this one included, before it responds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Map<String, String> PATHS =
            Map.of("/sign-out", "/signed-out", "/support/sign-out", "/support/signed-out");

    private static final Set<String> OWN_SITE = Set.of("same-origin", "same-site", "none");

    private static final List<String> PREFETCH = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private static final String ID_TOKEN = "id_token_hint=[^&]*";

    private final IdentityProviderClient client;
    private final SessionStore sessions;
    private final BlockingWork blocking;
    private final ErrorHandler errorHandler;
    private final String clientId;
    private final String clientSecret;

    SignOut(
            IdentityProviderClient client,
            SessionStore sessions,
            BlockingWork blocking,
            ErrorHandler errorHandler,
            @ConfigProperty(name = "data-controls.sign-in.client-id") String clientId,
            @ConfigProperty(name = "data-controls.sign-in.client-secret") String clientSecret) {
        this.client = client;
        this.sessions = sessions;
        this.blocking = blocking;
        this.errorHandler = errorHandler;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    void register(@Observes Filters filters) {
        RequestPipeline.SIGN_OUT.register(filters, this::filter);
    }

    private void filter(RoutingContext context) {
        var request = context.request();
        var after = PATHS.get(request.path());
        if (after == null || request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            context.next();
        } else if (!isNavigation(request)) {
            errorHandler.answer(context, ErrorKind.CROSS_SITE_FORM);
        } else if (OWN_SITE.contains(headerOrDefault(request, "Sec-Fetch-Site", "none"))) {
            context.next();
        } else {
            // that page checks whether a session is alive, and offers to end it
            context.response()
                    .setStatusCode(303)
                    .putHeader(HttpHeaders.LOCATION, after)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end();
        }
    }

    private static boolean isNavigation(HttpServerRequest request) {
        return request.method() == HttpMethod.GET
                && PREFETCH.stream().noneMatch(header -> request.getHeader(header) != null)
                && headerOrDefault(request, "Sec-Fetch-Mode", "navigate").equals("navigate")
                && headerOrDefault(request, "Sec-Fetch-Dest", "document").equals("document");
    }

    private static String headerOrDefault(HttpServerRequest request, String header, String otherwise) {
        var value = request.getHeader(header);
        return value == null ? otherwise : value;
    }

    /**
     * Ends the session instead of the extension's redirect to the identity provider.
     *
     * @return the redirect to respond with, as a failure; a {@link SessionStoreException} if the session is still alive
     */
    Uni<SecurityIdentity> end(RoutingContext context, AuthenticationRedirectException redirect) {
        AuthorizationCodeTokens tokens = context.get(AuthorizationCodeTokens.class.getName());
        var after = PATHS.get(context.request().path());
        if (after == null || tokens == null || !redirect.getRedirectUri().contains("id_token_hint=")) {
            return Uni.createFrom().failure(redirect);
        }
        var address = redirect.getRedirectUri();
        return blocking.run(() -> {
                    sessions.end(context);
                    return null;
                })
                // not "cookies", which would also delete those of other hosts of the site, and the chosen language
                .invoke(() -> context.response().putHeader("Clear-Site-Data", "\"cache\", \"storage\""))
                .chain(() -> endAtIdentityProvider(address, tokens.getRefreshToken()))
                .map(isEnded -> {
                    throw new AuthenticationRedirectException(
                            isEnded ? after : address.replaceFirst(ID_TOKEN, "client_id=" + encoded(clientId)));
                });
    }

    /** Returns false if the person has to confirm it at the identity provider. */
    private Uni<Boolean> endAtIdentityProvider(String address, String refreshToken) {
        if (refreshToken == null) {
            return Uni.createFrom().item(false);
        }
        var fields = Map.of("client_id", clientId, "client_secret", clientSecret, "refresh_token", refreshToken);
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return client.post(URI.create(address.substring(0, address.indexOf('?'))), form, TIMEOUT)
                .map(status -> status / 100 == 2)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "failed to end the session at the identity provider (%s): the person has to confirm it there",
                        failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithItem(false);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
