package ai.datacontrols.web.auth.keycloak;

import io.quarkus.oidc.OIDCException;
import io.smallrye.mutiny.helpers.ParameterValidation;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Thrown if the identity provider can't be reached, doesn't respond in time, or responds with a server error. */
public class IdentityProviderUnavailableException extends OIDCException {

    private static final long serialVersionUID = 1L;

    public IdentityProviderUnavailableException(String message) {
        super(message);
    }

    public IdentityProviderUnavailableException(Throwable cause) {
        super("no answer from the identity provider", cause);
    }

    /** Whether authentication failed because the identity provider is unavailable, so the session may still be valid. */
    public static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(IdentityProviderUnavailableException::isLackOfAnswer);
    }

    private static boolean isLackOfAnswer(Throwable cause) {
        return cause instanceof IdentityProviderUnavailableException
                || cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof VertxException
                || isLostCause(cause);
    }

    /** The OIDC extension rethrows the cause of a failed call, which timeouts and closed connections don't have. */
    private static boolean isLostCause(Throwable cause) {
        return cause instanceof NullPointerException
                && ParameterValidation.SUPPLIER_PRODUCED_NULL.equals(cause.getMessage());
    }
}
