package ai.datacontrols.web.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.DefaultTokenStateManager;
import io.quarkus.oidc.runtime.OidcUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/**
 * Caches decrypted session cookies for as long as {@link CachingIdentityProvider} caches tokens, because a browser
 * sends the same cookie with each request. Revocation and expiry are still checked on every request.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class CachingTokenStateManager extends DefaultTokenStateManager {

    private final Cache<String, AuthorizationCodeTokens> known = Caffeine.newBuilder()
            .maximumSize(CachingIdentityProvider.MOST)
            .expireAfterWrite(CachingIdentityProvider.LONGEST)
            .build();

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext routing,
            OidcTenantConfig tenant,
            String cookie,
            OidcRequestContext<AuthorizationCodeTokens> request) {
        if (!OidcUtils.DEFAULT_TENANT_ID.equals(tenant.tenantId().orElse(""))) {
            return super.getTokens(routing, tenant, cookie, request);
        }
        var before = known.getIfPresent(cookie);
        return before != null
                ? Uni.createFrom().item(copy(before))
                : super.getTokens(routing, tenant, cookie, request).invoke(tokens -> known.put(cookie, copy(tokens)));
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext routing, OidcTenantConfig tenant, String cookie, OidcRequestContext<Void> request) {
        known.invalidate(cookie);
        return super.deleteTokens(routing, tenant, cookie, request);
    }

    /** The tokens are mutable, so callers get a copy. */
    private static AuthorizationCodeTokens copy(AuthorizationCodeTokens tokens) {
        return new AuthorizationCodeTokens(
                tokens.getIdToken(),
                tokens.getAccessToken(),
                tokens.getRefreshToken(),
                tokens.getAccessTokenExpiresIn(),
                tokens.getAccessTokenScope());
    }
}
