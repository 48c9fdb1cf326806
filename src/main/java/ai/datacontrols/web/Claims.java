package ai.datacontrols.web;

import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import java.security.Principal;

/**
 * What a verified token says beyond the claims that MicroProfile JWT knows by name: its {@code getClaim} throws and catches an exception
 * inside for every other name, which under load costs more than a statement.
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
        return caller instanceof OidcJwtCallerPrincipal token
                        && token.getClaims().getClaimValue(name) instanceof String text
                ? text
                : null;
    }
}
