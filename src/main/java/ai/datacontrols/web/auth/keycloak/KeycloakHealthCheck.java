package ai.datacontrols.web.auth.keycloak;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Checks whether Keycloak responds. An outage is reported by the health endpoint, but doesn't affect readiness. */
@Wellness
@Default
@Singleton
public class KeycloakHealthCheck implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Uni<Boolean> answer;
    private final Uni<Boolean> recentAnswer;

    KeycloakHealthCheck(
            IdentityProviderClient client, @ConfigProperty(name = "data-controls.sign-in.issuer") URI issuer) {
        answer = client.get(URI.create(issuer + "/.well-known/openid-configuration"), PATIENCE)
                .map(status -> status == 200)
                .onFailure()
                .recoverWithItem(false);
        recentAnswer = answer.memoize().forFixedDuration(PATIENCE);
    }

    /** Whether people can be redirected there to sign in. Completes within a second; the result is at most a second old. */
    public Uni<Boolean> isReachable() {
        return recentAnswer;
    }

    /** Like {@link #isReachable()}, but never cached, for decisions that can't be undone. */
    public Uni<Boolean> isReachableNow() {
        return answer;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return isReachable()
                .map(reachable -> HealthCheckResponse.named("Identity provider")
                        .status(reachable)
                        .build());
    }
}
