package ai.datacontrols.web.auth;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Bounds every call of the OIDC extension to the identity provider, which has a setting for the time to connect only. Each
 * call has a connection of its own: a kept one may be silent, and would fail one call after another.
 */
@Singleton
@Unremovable
class OidcCalls implements OidcRequestFilter, OidcResponseFilter {

    /** Longer than {@link SessionAuthenticationMechanism} waits, and than the extension waits at the start: what waits longer than this is closed. */
    private static final long TIMEOUT = Duration.ofMillis(2_500).toMillis();

    @Override
    public Uni<Void> filter(OidcRequestFilterContext call) {
        call.request().timeout(TIMEOUT).putHeader("Connection", "close");
        return Uni.createFrom().voidItem();
    }

    /** A server error says nothing of a session; the extension would end it. */
    @Override
    public Uni<Void> filter(OidcResponseFilterContext answer) {
        return answer.statusCode() < 500
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(new IdentityProviderUnavailableException("status " + answer.statusCode()));
    }
}
