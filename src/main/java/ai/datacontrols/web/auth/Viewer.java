package ai.datacontrols.web.auth;

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

    /** Whether this request was authenticated. */
    public boolean isSignedIn() {
        return principal() != null && JwtClaims.text(principal(), "sub") != null;
    }

    /** The e-mail address, else the name, as the ID token has it; null when it has neither. */
    public String name() {
        return Stream.of("email", "name")
                .map(claim -> CurrentUser.tidied(JwtClaims.text(principal(), claim)))
                .filter(Objects::nonNull)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** The beginning of the account id, to tell accounts without a name apart. */
    public String shortId() {
        var account = JwtClaims.text(principal(), "sub");
        return account.substring(0, Math.min(SHORT_ID, account.length()));
    }

    /** What authentication has found already: asking the security layer would start it on pages that need none. */
    private Principal principal() {
        return request.user() instanceof QuarkusHttpUser user
                ? user.getSecurityIdentity().getPrincipal()
                : null;
    }
}
