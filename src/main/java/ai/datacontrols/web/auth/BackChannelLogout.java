package ai.datacontrols.web.auth;

import ai.datacontrols.web.auth.keycloak.IdentityProviderUnavailableException;
import ai.datacontrols.web.error.ErrorHandler;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.request.RequestPipeline;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.quarkus.oidc.runtime.OidcProvider;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Ends sessions by logout tokens (OpenID Connect Back-Channel Logout 1.0). The status 200 means that they have ended on
 * all replicas. The extension's endpoint would respond too early, and reject a token that is signed with a new key.
 */
@Singleton
class BackChannelLogout {

    private static final Logger LOG = Logger.getLogger(BackChannelLogout.class);

    private static final String PATH = "/back-channel-logout";

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final TenantConfigBean tenants;
    private final SessionStore sessions;
    private final BlockingWork blocking;
    private final ErrorHandler errorHandler;

    BackChannelLogout(
            TenantConfigBean tenants, SessionStore sessions, BlockingWork blocking, ErrorHandler errorHandler) {
        this.tenants = tenants;
        this.sessions = sessions;
        this.blocking = blocking;
        this.errorHandler = errorHandler;
    }

    void register(@Observes Filters filters) {
        RequestPipeline.BACK_CHANNEL_LOGOUT.register(filters, context -> {
            if (!context.request().path().equals(PATH)) {
                context.next();
            } else if (OidcUtils.isFormUrlEncodedRequest(context)) {
                handle(context);
            } else {
                errorHandler.answer(context, ErrorKind.INVALID_REQUEST);
            }
        });
    }

    private void handle(RoutingContext context) {
        token(context)
                .chain(this::verify)
                .chain(claims -> blocking.run(() -> {
                    sessions.end(claims.getString("sid"));
                    return null;
                }))
                .subscribe()
                .with(
                        ended -> context.response()
                                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                                .end(),
                        failure -> reject(context, failure));
    }

    private void reject(RoutingContext context, Throwable failure) {
        if (failure instanceof InvalidJwtException || failure instanceof IllegalArgumentException) {
            errorHandler.answer(context, ErrorKind.INVALID_REQUEST);
        } else {
            LOG.error("failed to apply a logout token: its sessions end when their tokens expire");
            context.fail(failure);
        }
    }

    /** Reads the form, whose size {@code RequestValidationFilter} limits. Form attributes of Vert.x may be too short. */
    private static Uni<String> token(RoutingContext context) {
        var body = context.request().body();
        context.request().resume();
        return Uni.createFrom().completionStage(body.toCompletionStage()).map(form -> {
            var values =
                    new QueryStringDecoder(form.toString(), false).parameters().get("logout_token");
            return values == null ? "" : values.get(0);
        });
    }

    private Uni<JsonObject> verify(String token) {
        return tenants.getDefaultTenant()
                .initialize()
                .chain(tenant -> tenant.ready()
                        ? verifySignature(tenant.provider(), token)
                        : Uni.createFrom().failure(new IdentityProviderUnavailableException("its keys are unknown")))
                .chain(verified -> claims(token));
    }

    /** Also verifies issuer, audience and expiry. */
    private static Uni<?> verifySignature(OidcProvider provider, String token) {
        try {
            return Uni.createFrom().item(provider.verifyLogoutJwtToken(token));
        } catch (InvalidJwtException e) {
            return e.getCause() instanceof UnresolvableKeyException
                    ? provider.refreshJwksAndVerifyJwtToken(token, true, false, null)
                    : Uni.createFrom().failure(e);
        }
    }

    /** Requires what distinguishes a logout token from an ID token (section 2.4), and names the session. */
    private static Uni<JsonObject> claims(String token) {
        var claims = OidcCommonUtils.decodeJwtContent(token);
        var isLogout = claims.getValue("events") instanceof JsonObject events
                && events.containsKey(EVENT)
                && claims.getValue("sid") instanceof String
                && !claims.containsKey("nonce");
        return isLogout
                ? Uni.createFrom().item(claims)
                : Uni.createFrom().failure(new InvalidJwtException("not a logout token", List.of(), null));
    }
}
