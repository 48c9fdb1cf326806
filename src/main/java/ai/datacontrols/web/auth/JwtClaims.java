package ai.datacontrols.web.auth;

import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import jakarta.json.JsonValue;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a verified token says beyond the claims that MicroProfile JWT knows by name: its {@code getClaim} throws and catches an exception
 * inside for every other one, which was three of 100 samples of a decision.
 */
public final class JwtClaims {

    private JwtClaims() {}

    /**
     * The text of a claim.
     *
     * @param caller whom a request's token names
     * @return null when there is no token, or none such in it, or it is no text
     */
    public static String text(Principal caller, String name) {
        return value(caller, name) instanceof String text ? text : null;
    }

    /**
     * Whether a claim is {@code true}.
     *
     * @param caller whom a request's token names
     * @return false when there is no token, or none such in it, or it is anything else, the text {@code "true"} included
     */
    static boolean isTrue(Principal caller, String name) {
        return Boolean.TRUE.equals(value(caller, name)) || JsonValue.TRUE.equals(value(caller, name));
    }

    private static Object value(Principal caller, String name) {
        if (caller instanceof OidcJwtCallerPrincipal verified) {
            return verified.getClaims().getClaimValue(name);
        }
        return caller instanceof JsonWebToken token ? token.getClaim(name) : null;
    }
}
