package ai.datacontrols.web.auth;

import ai.datacontrols.web.request.JwtClaims;
import io.quarkus.qute.TemplateData;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Objects;
import java.util.stream.Stream;

/** Names the signed-in person in the header of every page. */
@Named("viewer")
@RequestScoped
@TemplateData
public class Viewer {
    private static final int SHORT_ID = 8;

    private static final String CLAIMS = Viewer.class.getName() + ".claims";

    private final RoutingContext request;

    Viewer(RoutingContext request) {
        this.request = request;
    }

    /** @param claims those of the session's ID token; null without a session */
    static void remember(RoutingContext request, JsonObject claims) {
        request.put(CLAIMS, claims);
    }

    static boolean isAuthenticated(RoutingContext request) {
        return request.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous();
    }

    public boolean isSignedIn() {
        return claim("sub") != null;
    }

    /** Returns whether the request belongs to the session of staff, which has a sign-out of its own. */
    public boolean isInStaffSession() {
        return SignInCookies.of(request) == SignInCookies.STAFF;
    }

    public boolean isSupport() {
        return hasRole("support");
    }

    public boolean isAuditor() {
        return hasRole("auditor");
    }

    /** Returns the e-mail address, else the name of the ID token; null if it has neither. */
    public String name() {
        return Stream.of("email", "name")
                .map(claim -> CurrentUser.tidied(claim(claim)))
                .filter(Objects::nonNull)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    public String shortId() {
        var account = claim("sub");
        return account.substring(0, Math.min(SHORT_ID, account.length()));
    }

    private boolean hasRole(String role) {
        return request.user() instanceof QuarkusHttpUser user
                && user.getSecurityIdentity().hasRole(role);
    }

    /** Reads the existing result of authentication; the security layer would start one on public pages. */
    private String claim(String name) {
        if (isAuthenticated(request)) {
            var user = (QuarkusHttpUser) request.user();
            return JwtClaims.text(user.getSecurityIdentity().getPrincipal(), name);
        }
        JsonObject claims = request.get(CLAIMS);
        return claims != null && claims.getValue(name) instanceof String text ? text : null;
    }
}
