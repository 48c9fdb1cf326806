package ai.datacontrols.web.auth;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.PageException;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Whether the browser of a request still has a session, for pages that are open to everybody. */
@Singleton
class LiveSession {

    /** Marks for pages, which never receive the cookie of a staff session, that one may exist. */
    static final String STAFF_MARK = "__Host-staff";

    static final String STAFF_COOKIE = "q_session_support";

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final CurrentIdentityAssociation identity;
    private final KeycloakHealthCheck provider;

    LiveSession(CurrentIdentityAssociation identity, KeycloakHealthCheck provider) {
        this.identity = identity;
        this.provider = provider;
    }

    /**
     * Whether the session that the request carries a cookie of is accepted at its path. Blocks.
     *
     * @throws PageException when that can't be known now
     */
    boolean exists(RoutingContext context) {
        if (context.request().cookies().stream().noneMatch(cookie -> OidcUtils.isSessionCookie(cookie.getName()))) {
            return false;
        }
        try {
            return !identity.getDeferredIdentity().await().atMost(LONGEST).isAnonymous();
        } catch (AuthenticationFailedException | AuthenticationCompletionException over) {
            // its token may only have failed to be renewed
            if (!provider.isReachableNow().await().atMost(LONGEST)) {
                throw new PageException(ErrorKind.SIGN_IN_UNAVAILABLE);
            }
            return false;
        }
    }

    /** Whether there may be a session of staff, which only their own pages can tell. */
    static boolean isPossibleForStaff(RoutingContext context) {
        return context.request().cookies().stream()
                .map(Cookie::getName)
                .anyMatch(name -> name.equals(STAFF_MARK) || name.startsWith(STAFF_COOKIE));
    }
}
