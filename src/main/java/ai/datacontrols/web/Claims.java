package ai.datacontrols.web;

import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a verified token says beyond the claims that MicroProfile JWT knows by name: its {@code getClaim} throws and catches an exception
 * inside for every other one, which was three of 100 samples of a decision.
 */
final class Claims {

    private Claims() {}

    /**
     * The text of a claim.
     *
     * @param caller whom a request's token names
     * @return null when there is no token, or none such in it, or it is no text
     */
    static String text(Principal caller, String name) {
        return value(caller, name) instanceof String text ? text : null;
    }

    private static Object value(Principal caller, String name) {
        if (caller instanceof OidcJwtCallerPrincipal verified) {
            return verified.getClaims().getClaimValue(name);
        }
        return caller instanceof JsonWebToken token ? token.getClaim(name) : null;
    }
}
