package ai.datacontrols.web.auth;

import ai.datacontrols.web.auth.keycloak.KeycloakHealthCheck;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Checks whether the browser of a request still has a session, for public pages. */
@Singleton
public class LiveSession {

    /** Marks for pages, which never receive the cookie of a staff session, that one may exist. */
    public static final String STAFF_MARK = "__Host-staff";

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final CurrentIdentityAssociation identity;
    private final KeycloakHealthCheck provider;

    LiveSession(CurrentIdentityAssociation identity, KeycloakHealthCheck provider) {
        this.identity = identity;
        this.provider = provider;
    }

    /**
     * Whether the session of the request's cookie is accepted at its path. Blocks.
     *
     * @throws RequestException if the identity provider can't confirm it at the moment
     * @throws SessionStoreException if the database can't be read at the moment
     */
    public boolean exists(RoutingContext context) {
        if (context.request().cookies().stream().noneMatch(cookie -> OidcUtils.isSessionCookie(cookie.getName()))) {
            return false;
        }
        try {
            return !identity.getDeferredIdentity().await().atMost(LONGEST).isAnonymous();
        } catch (AuthenticationFailedException | AuthenticationCompletionException over) {
            // the session may be alive, and only the token refresh failed
            if (SessionStore.isLoaded(context)
                    && !provider.isReachableNow().await().atMost(LONGEST)) {
                throw new RequestException(ErrorKind.SIGN_IN_UNAVAILABLE);
            }
            return false;
        }
    }

    /** Whether there may be a staff session, which only the staff pages can check. */
    static boolean isPossibleForStaff(RoutingContext context) {
        return context.request().getCookie(STAFF_MARK) != null;
    }
}
