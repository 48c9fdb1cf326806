package ai.datacontrols.web.auth;

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
 * Tokens that the extension has verified, for a minute at most and never beyond their end (RFC 7519, 4.1.4): a pipeline sends
 * the same one with each of its questions. What may end sooner than a token, a session, is asked for elsewhere each time.
 *
 * <p>A token is known only as what it was verified as: an ID token is none of the API's, and staff's are verified each time.
 */
@Singleton
class CachingIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {

    static final Duration LONGEST = Duration.ofMinutes(1);

    /** Each takes some 10 KB, by an estimate: the text, and its claims once more as they were parsed. */
    static final int MOST = 1_000;

    private final OidcIdentityProvider oidc;
    private final Clock clock;
    private final Cache<Token, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();
    private final Set<SigningKey> keys = ConcurrentHashMap.newKeySet();

    CachingIdentityProvider(OidcIdentityProvider oidc, Clock clock) {
        this.oidc = oidc;
        this.clock = clock;
    }

    /** What a token is taken for, and its text. */
    private record Token(Class<? extends TokenCredential> kind, String text) {}

    /** What tokens of a kind are signed with, by its number ({@code kid}, RFC 7515, 4.1.4). */
    private record SigningKey(Class<? extends TokenCredential> kind, String number) {}

    /** Who it names, and when that is over. */
    private record Known(SecurityIdentity identity, Instant end) {}

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Before the extension's own, which is asked where the token is not known. */
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

    /** The pages of the signed-in person know ID tokens, and the API access tokens: one place for each kind. */
    private static boolean mayBeKnown(TokenCredential token, RoutingContext routing) {
        var path = routing == null ? "" : routing.normalizedPath();
        return token instanceof IdTokenCredential && (path.equals("/settings") || path.startsWith("/settings/"))
                || token instanceof AccessTokenCredential && path.startsWith("/api/");
    }

    private void keep(Token token, SecurityIdentity identity) {
        if (identity != null && identity.getPrincipal() instanceof JsonWebToken verified) {
            var key = OidcUtils.decodeJwtHeaders(token.text).getString("kid");
            // where there is a new key, an old one may have been taken away; pages and API learn of it at a time of
            // their own
            if (keys.add(new SigningKey(token.kind, key))) {
                known.invalidateAll();
            }
            var end = Instant.ofEpochSecond(verified.getExpirationTime());
            known.put(token, new Known(of(identity, null, null), end));
        }
    }

    /** An identity carries the request it was made for; each has its own, and none is kept. */
    private static SecurityIdentity of(
            SecurityIdentity identity, RoutingContext request, AuthenticationRequestContext context) {
        return QuarkusSecurityIdentity.builder(identity)
                .addAttribute(RoutingContext.class.getName(), request)
                .addAttribute(AuthenticationRequestContext.class.getName(), context)
                .build();
    }
}
