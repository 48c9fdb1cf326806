package ai.datacontrols.web.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.handler.codec.DecoderException;
import io.quarkus.oidc.OIDCException;
import io.vertx.core.VertxException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can go wrong, as far as a reader needs to tell it apart. */
public enum ErrorKind {
    NOT_FOUND(404),
    /** A form was sent to an address that does not exist. */
    FORM_NOT_FOUND(404),
    /** The request could not be understood. */
    INVALID(400),
    /** The browser came back from the identity provider without the cookie that was set before. */
    COOKIES_MISSING(400),
    /** A page that is for others. */
    NOT_ALLOWED(403),
    /** A page of staff, and no second factor was shown. */
    SECOND_FACTOR_MISSING(403),
    /** More searches than staff may make in an hour. */
    TOO_MANY(429),
    /** More downloads at the same time than a person, or the instance, may have. */
    TOO_MANY_AT_ONCE(429),
    /** A form that was not sent by a page of this application. */
    FROM_ELSEWHERE(403),
    TOO_LARGE(413),
    /** Mostly cookies: those of many other pages of the same site. */
    HEADERS_TOO_LARGE(431),
    /** A request for another host name. */
    ANOTHER_ADDRESS(421),
    /** Somebody came back from the identity provider, and it didn't work or they changed their mind. */
    NOT_SIGNED_IN(401),
    /** Nobody can sign in at the moment; who is signed in stays so. */
    SIGN_IN_UNAVAILABLE(503),
    /** The store, or something else that is needed, can't be reached. */
    UNAVAILABLE(503),
    /** A fault of our own. */
    FAULT(500);

    private static final List<String> READERS = List.of(
            "org.jboss.resteasy.reactive.server.core.multipart.",
            "org.jboss.resteasy.reactive.common.headers.MediaTypeHeaderDelegate");

    private static final String READ_TIMED_OUT = "Read timed out";

    /** Netty and the JDK tell them apart by nothing but these words. */
    private static final Set<String> CONNECTION_LOST =
            Set.of(READ_TIMED_OUT, "Connection reset", "Connection reset by peer", "Broken pipe");

    public final int status;

    ErrorKind(int status) {
        this.status = status;
    }

    static ErrorKind of(Throwable thrown) {
        if (thrown instanceof PageException refused) {
            return refused.kind();
        }
        if (thrown instanceof WebApplicationException refused) {
            return of(refused.getResponse().getStatus());
        }
        return all(thrown)
                .flatMap(cause -> Stream.ofNullable(ofCause(cause)))
                .findFirst()
                .orElse(FAULT);
    }

    /** With what is suppressed: there the transaction manager keeps why a commit failed. */
    private static Stream<Throwable> all(Throwable thrown) {
        return thrown == null
                ? Stream.empty()
                : Stream.of(
                                Stream.of(thrown),
                                all(thrown.getCause()),
                                Arrays.stream(thrown.getSuppressed()).flatMap(ErrorKind::all))
                        .flatMap(Function.identity());
    }

    /** What an answer without words means. */
    static ErrorKind of(int status) {
        if (status == SIGN_IN_UNAVAILABLE.status) {
            // nothing else answers so without words of its own
            return SIGN_IN_UNAVAILABLE;
        }
        return Arrays.stream(values())
                .filter(kind -> kind.status == status)
                .findFirst()
                .orElse(status < 500 ? INVALID : FAULT);
    }

    private static ErrorKind ofCause(Throwable cause) {
        if (cause instanceof SQLException failed) {
            // class 22, data exception: what was asked doesn't fit, and asking later won't help
            return failed.getSQLState() != null && failed.getSQLState().startsWith("22") ? INVALID : UNAVAILABLE;
        }
        if (cause instanceof OIDCException) {
            return SIGN_IN_UNAVAILABLE;
        }
        return isDisconnection(cause)
                        || cause instanceof DecoderException
                        || cause instanceof JsonProcessingException
                        || cause instanceof VertxException
                        || cameFromReading(cause)
                ? INVALID
                : null;
    }

    /**
     * Whether a read timed out. That of a body has the kind {@link #INVALID}; that of a database connection, which says the
     * same, is wrapped in an exception of its driver and so {@link #UNAVAILABLE}.
     */
    static boolean isCallersSilence(Throwable thrown) {
        return thrown != null && all(thrown).anyMatch(cause -> isIoFailure(cause, Set.of(READ_TIMED_OUT)));
    }

    /** Causes that come from the connection to the caller; those of the database are wrapped in others. */
    private static boolean isDisconnection(Throwable cause) {
        return cause instanceof ClosedChannelException || isIoFailure(cause, CONNECTION_LOST);
    }

    private static boolean isIoFailure(Throwable cause, Set<String> messages) {
        return cause instanceof IOException && cause.getMessage() != null && messages.contains(cause.getMessage());
    }

    /** The library has no exceptions of its own for a form and for a media type that can't be read. */
    private static boolean cameFromReading(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .anyMatch(frame -> READERS.stream().anyMatch(frame.getClassName()::startsWith));
    }
}
