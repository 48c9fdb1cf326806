package ai.datacontrols.web.auth;

import ai.datacontrols.web.auth.keycloak.IdentityProviderClient;
import ai.datacontrols.web.auth.keycloak.IdentityProviderUnavailableException;
import ai.datacontrols.web.auth.keycloak.KeycloakHealthCheck;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.request.Caller;
import ai.datacontrols.web.request.PageRequests;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;

/**
 * Extends the OIDC mechanism: a failure of the database or of the identity provider ends no session, and no one is
 * redirected to an identity provider that doesn't respond.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class SessionAuthenticationMechanism implements HttpAuthenticationMechanism {

    static final String CHALLENGED = SessionAuthenticationMechanism.class.getName() + ".challenged";

    /** The state cookie holds the link, encrypted; browsers ignore a cookie of more than 4096 bytes. */
    private static final int MAX_RESTORED_LINK = 2_000;

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    private static final ChallengeData UNAVAILABLE = new ChallengeData(ErrorKind.SIGN_IN_UNAVAILABLE.status());

    private final OidcAuthenticationMechanism oidc;
    private final IdentityProviderClient client;
    private final KeycloakHealthCheck provider;
    private final SessionStore sessions;
    private final SignOut signOut;

    SessionAuthenticationMechanism(
            OidcAuthenticationMechanism oidc,
            IdentityProviderClient client,
            KeycloakHealthCheck provider,
            SessionStore sessions,
            SignOut signOut) {
        this.oidc = oidc;
        this.client = client;
        this.provider = provider;
        this.sessions = sessions;
        this.signOut = signOut;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        if (SignInCookies.isStateMissing(context.request()) && !hasSessionCookie(context)) {
            // the extension would delete the state cookies of other tabs
            return Uni.createFrom().nullItem();
        }
        return sessions.load(context)
                .chain(() -> client.within(ANSWER_TIMEOUT, oidc.authenticate(context, manager)))
                .onItem()
                .ifNotNull()
                .invoke(identity -> Caller.remember(context, identity))
                .onFailure(AuthenticationRedirectException.class)
                .recoverWithUni(redirect -> signOut.end(context, redirect))
                .onFailure()
                .transform(failure -> withoutOutage(context, failure))
                // the extension would register itself as the mechanism, and so bypass this class for the challenge
                .onFailure()
                .invoke(() -> context.put(HttpAuthenticationMechanism.class.getName(), this));
    }

    /** Responds with 503, and keeps the session, instead of a redirect to a provider that doesn't respond. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        context.put(CHALLENGED, true);
        var request = context.request();
        if (SignInCookies.isStateMissing(request)) {
            // with cookies blocked, another sign-in would be a redirect loop
            context.put(ErrorKind.class.getName(), ErrorKind.COOKIES_MISSING);
            return Uni.createFrom().item(new ChallengeData(ErrorKind.COOKIES_MISSING.status()));
        }
        if (request.uri().length() > MAX_RESTORED_LINK) {
            var start = PageRequests.isStaffPath(context.request().path()) ? "/support" : "/settings";
            return Uni.createFrom()
                    .item(new ChallengeData(Response.Status.SEE_OTHER.getStatusCode(), HttpHeaders.LOCATION, start));
        }
        // the session may be alive, and only the token refresh failed
        var reachable = SessionStore.isLoaded(context) ? provider.isReachableNow() : provider.isReachable();
        return client.within(
                        ANSWER_TIMEOUT,
                        reachable.chain(known -> known
                                ? oidc.getChallenge(context)
                                : Uni.createFrom().item(UNAVAILABLE)))
                .onFailure(IdentityProviderUnavailableException::isCauseOf)
                .recoverWithItem(UNAVAILABLE);
    }

    /** Distinguishes an outage from the end of a session. A reload after the outage needs the cookies. */
    private static Throwable withoutOutage(RoutingContext context, Throwable failure) {
        Throwable outage = SessionStoreException.causeOf(failure).orElse(null);
        if (outage == null && IdentityProviderUnavailableException.isCauseOf(failure)) {
            outage = new IdentityProviderUnavailableException(failure);
        }
        if (outage == null) {
            return failure;
        }
        keepCookies(context);
        return outage;
    }

    /** The extension may have removed the cookie of the session, or of the sign-in. */
    private static void keepCookies(RoutingContext context) {
        var known = SignInCookies.of(context);
        context.request().cookies().stream()
                .map(Cookie::getName)
                .filter(name -> known.isSession(name) || known.isState(name))
                .toList()
                .forEach(name -> context.response().removeCookies(name, false));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }

    private static boolean hasSessionCookie(RoutingContext context) {
        return context.request().cookies().stream().anyMatch(cookie -> OidcUtils.isSessionCookie(cookie.getName()));
    }
}
