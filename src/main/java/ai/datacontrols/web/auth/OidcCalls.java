package ai.datacontrols.web.auth;

import ai.datacontrols.web.auth.keycloak.IdentityProviderUnavailableException;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Limits the time of every call of the OIDC extension to the identity provider; the extension itself can only limit the
 * time to connect. Each call opens its own connection: a pooled one may be dead without notice.
 */
@Singleton
@Unremovable
class OidcCalls implements OidcRequestFilter, OidcResponseFilter {

    /** Longer than {@link SessionAuthenticationMechanism} waits, and than the extension waits at startup. */
    private static final long TIMEOUT = Duration.ofMillis(2_500).toMillis();

    @Override
    public Uni<Void> filter(OidcRequestFilterContext call) {
        call.request().timeout(TIMEOUT).putHeader("Connection", "close");
        return Uni.createFrom().voidItem();
    }

    /** A server error doesn't mean that a session is invalid, but the extension would end it. */
    @Override
    public Uni<Void> filter(OidcResponseFilterContext answer) {
        return answer.statusCode() < 500
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(new IdentityProviderUnavailableException("status " + answer.statusCode()));
    }
}
