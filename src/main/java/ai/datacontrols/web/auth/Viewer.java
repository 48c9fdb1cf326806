package ai.datacontrols.web.auth;

import ai.datacontrols.web.request.JwtClaims;
import io.quarkus.qute.TemplateData;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.security.Principal;
import java.util.Objects;
import java.util.stream.Stream;

/** Names the signed-in person in the header of every page. Public pages don't authenticate, so they name no one. */
@Named("viewer")
@RequestScoped
@TemplateData
public class Viewer {
    private static final int SHORT_ID = 8;

    private final RoutingContext request;

    Viewer(RoutingContext request) {
        this.request = request;
    }

    /** Returns whether this request was authenticated. */
    public boolean isSignedIn() {
        return principal() != null && JwtClaims.text(principal(), "sub") != null;
    }

    /** Returns the e-mail address, else the name of the ID token; null if it has neither. */
    public String name() {
        return Stream.of("email", "name")
                .map(claim -> CurrentUser.tidied(JwtClaims.text(principal(), claim)))
                .filter(Objects::nonNull)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** Returns the beginning of the account id, to distinguish accounts without a name. */
    public String shortId() {
        var account = JwtClaims.text(principal(), "sub");
        return account.substring(0, Math.min(SHORT_ID, account.length()));
    }

    /** Reads the existing result of authentication; the security layer would start one on public pages. */
    private Principal principal() {
        return request.user() instanceof QuarkusHttpUser user
                ? user.getSecurityIdentity().getPrincipal()
                : null;
    }
}
