package ai.datacontrols.web.auth;

import java.util.Optional;
import java.util.stream.Stream;

/** The database failed to read or change a session, which may be alive. */
final class SessionStoreException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    SessionStoreException(String message, IllegalStateException cause) {
        super(message, cause);
    }

    /** Returns this cause of a failed authentication, which the OIDC extension may have wrapped. */
    static Optional<SessionStoreException> causeOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SessionStoreException.class::isInstance)
                .map(SessionStoreException.class::cast)
                .findFirst();
    }
}
