package ai.datacontrols.web.auth;

import io.quarkus.oidc.OIDCException;
import io.smallrye.mutiny.helpers.ParameterValidation;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The identity provider could not be reached, did not answer in time, or answered with a server error. */
class IdentityProviderUnavailableException extends OIDCException {

    private static final long serialVersionUID = 1L;

    IdentityProviderUnavailableException(String message) {
        super(message);
    }

    IdentityProviderUnavailableException(Throwable cause) {
        super("no answer from the identity provider", cause);
    }

    /** Whether an authentication failed for lack of an answer, so that nothing is known of the session. */
    static boolean isCauseOf(Throwable failure) {
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

    /** The OIDC extension replaces a failed call by the cause of the failure, which timeouts and closed connections don't have. */
    private static boolean isLostCause(Throwable cause) {
        return cause instanceof NullPointerException
                && ParameterValidation.SUPPLIER_PRODUCED_NULL.equals(cause.getMessage());
    }
}
