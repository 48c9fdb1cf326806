package ai.datacontrols.web;

import io.quarkus.oidc.IdToken;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The person who is signed in, as their ID token names them (OpenID Connect Core 1.0, section 5.1). */
@RequestScoped
public class SignedIn {

    @Inject
    @IdToken
    JsonWebToken token;

    /** The account: the pseudonymous subject of the identity provider. */
    public UUID account() {
        return UUID.fromString(token.getSubject());
    }

    public String email() {
        return token.getClaim("email");
    }

    public String displayName() {
        return token.getClaim("name");
    }

    /** When the token was issued. */
    public Instant tokenIssuedAt() {
        return Instant.ofEpochSecond(token.getIssuedAtTime());
    }

    /** The value of another claim; null when the token has none of that name. */
    public Object claim(String name) {
        return token.getClaim(name);
    }
}
