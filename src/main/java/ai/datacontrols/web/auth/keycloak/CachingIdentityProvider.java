package ai.datacontrols.web.auth.keycloak;

import ai.datacontrols.web.request.ApiPath;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.runtime.OidcIdentityProvider;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Caches verified tokens for at most one minute and never past their expiry (RFC 7519, 4.1.4), because a pipeline sends
 * the same one with each request. Sessions are still checked on every request. Staff tokens aren't cached. The key
 * includes the token type, so an ID token is never accepted as an access token.
 */
@Singleton
class CachingIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Each entry takes an estimated 10 KB: the token and its parsed claims. */
    private static final int MOST = 1_000;

    private final OidcIdentityProvider oidc;
    private final Clock clock;
    private final Cache<Token, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();
    private final Set<SigningKey> keys = ConcurrentHashMap.newKeySet();

    CachingIdentityProvider(OidcIdentityProvider oidc, Clock clock) {
        this.oidc = oidc;
        this.clock = clock;
    }

    private record Token(Class<? extends TokenCredential> kind, String text) {}

    /** A signing key by its id ({@code kid}, RFC 7515, 4.1.4). */
    private record SigningKey(Class<? extends TokenCredential> kind, String number) {}

    private record Known(SecurityIdentity identity, Instant end) {}

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Precedes the extension's provider, which is called on a cache miss. */
    @Override
    public int priority() {
        return oidc.priority() + 1;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        var routing = HttpSecurityUtils.getRoutingContextAttribute(request);
        if (!mayBeKnown(request.getToken(), routing)) {
            return oidc.authenticate(request, context);
        }
        var token = new Token(request.getToken().getClass(), request.getToken().getToken());
        var before = known.getIfPresent(token);
        if (before != null && clock.instant().isBefore(before.end)) {
            return Uni.createFrom().item(of(before.identity, routing, context));
        }
        return oidc.authenticate(request, context).invoke(identity -> keep(token, identity));
    }

    /** Each token type is cached only for its own paths: ID tokens for the settings pages, access tokens for the API. */
    private static boolean mayBeKnown(TokenCredential token, RoutingContext routing) {
        var path = routing == null ? "" : routing.normalizedPath();
        return token instanceof IdTokenCredential && (path.equals("/settings") || path.startsWith("/settings/"))
                || token instanceof AccessTokenCredential && ApiPath.isApi(path);
    }

    private void keep(Token token, SecurityIdentity identity) {
        if (identity != null && identity.getPrincipal() instanceof JsonWebToken verified) {
            var key = OidcUtils.decodeJwtHeaders(token.text).getString("kid");
            // a new key may mean that an old one was withdrawn; pages and API learn of it at different times
            if (keys.add(new SigningKey(token.kind, key))) {
                known.invalidateAll();
            }
            var end = Instant.ofEpochSecond(verified.getExpirationTime());
            known.put(token, new Known(of(identity, null, null), end));
        }
    }

    /** An identity holds its request, so each request gets a copy and the cached one has none. */
    private static SecurityIdentity of(
            SecurityIdentity identity, RoutingContext request, AuthenticationRequestContext context) {
        return QuarkusSecurityIdentity.builder(identity)
                .addAttribute(RoutingContext.class.getName(), request)
                .addAttribute(AuthenticationRequestContext.class.getName(), context)
                .build();
    }
}
