package ai.datacontrols.web.auth;

import ai.datacontrols.web.request.JwtClaims;
import io.quarkus.oidc.IdToken;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The signed-in person, from the claims of their ID token (OpenID Connect Core 1.0, section 5.1). */
@RequestScoped
public class CurrentUser {

    private static final int LONGEST_NAME = 255;

    @Inject
    @IdToken
    JsonWebToken token;

    @Inject
    SecurityIdentity identity;

    /**
     * Returns the account: the pseudonymous subject of the identity provider.
     *
     * @throws NotAuthorizedException if the token has no such subject
     */
    public UUID account() {
        return JwtClaims.account(token)
                .orElseThrow(() -> new NotAuthorizedException(
                        Response.status(Response.Status.UNAUTHORIZED).build()));
    }

    public String email() {
        return tidied(JwtClaims.text(identity.getPrincipal(), "email"));
    }

    /** OpenID Connect Core 1.0, section 5.1, {@code email_verified}. */
    public boolean hasVerifiedEmail() {
        return JwtClaims.isTrue(identity.getPrincipal(), "email_verified");
    }

    public String displayName() {
        return tidied(JwtClaims.text(identity.getPrincipal(), "name"));
    }

    /** The claim {@code sid}; null if the token has none. */
    public String session() {
        return JwtClaims.text(identity.getPrincipal(), "sid");
    }

    public Instant authenticatedAt() {
        Object seconds = token.getClaim("auth_time");
        return seconds == null ? tokenIssuedAt() : Instant.ofEpochSecond(Long.parseLong(seconds.toString()));
    }

    /** Returns whether a second factor was used: {@code acr} is {@code 2} (OpenID Connect Core 1.0, section 2). */
    public boolean hasSecondFactor() {
        return "2".equals(token.getClaim("acr"));
    }

    public Instant tokenIssuedAt() {
        return Instant.ofEpochSecond(token.getIssuedAtTime());
    }

    public Object claim(String name) {
        return token.getClaim(name);
    }

    /** Removes characters that the database or a line of text can't hold, and truncates to the length of a name. */
    static String tidied(String text) {
        if (text == null) {
            return null;
        }
        var tidy = text.replaceAll("\\p{Cntrl}", " ").strip();
        return tidy.substring(
                0, tidy.offsetByCodePoints(0, Math.min(LONGEST_NAME, tidy.codePointCount(0, tidy.length()))));
    }
}
