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

/** The kinds of error that pages distinguish. */
public enum ErrorKind {
    NOT_FOUND(404),
    /** A form was sent to an address that does not exist. */
    FORM_NOT_FOUND(404),
    /** The request could not be understood. */
    INVALID(400),
    /** The browser came back from the identity provider without the cookie that was set before. */
    COOKIES_MISSING(400),
    /** The page requires another role. */
    NOT_ALLOWED(403),
    /** A staff page was requested without a second factor. */
    SECOND_FACTOR_MISSING(403),
    /** The hourly limit of searches by a staff member is exceeded. */
    TOO_MANY(429),
    /** The limit of concurrent downloads of a person, or of the instance, is exceeded. */
    TOO_MANY_AT_ONCE(429),
    /** A form that was not sent by a page of this application. */
    FROM_ELSEWHERE(403),
    TOO_LARGE(413),
    /** Usually caused by the cookies of other pages of the same site. */
    HEADERS_TOO_LARGE(431),
    /** A request for another host name. */
    ANOTHER_ADDRESS(421),
    /** Sign-in failed or was cancelled at the identity provider. */
    NOT_SIGNED_IN(401),
    /** The identity provider is unavailable; existing sessions remain valid. */
    SIGN_IN_UNAVAILABLE(503),
    /** The database, or another dependency, can't be reached. */
    UNAVAILABLE(503),
    /** An internal error. */
    FAULT(500);

    private static final List<String> READERS = List.of(
            "org.jboss.resteasy.reactive.server.core.multipart.",
            "org.jboss.resteasy.reactive.common.headers.MediaTypeHeaderDelegate");

    private static final String READ_TIMED_OUT = "Read timed out";

    /** Netty and the JDK distinguish these only by their messages. */
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
        return causes(thrown)
                .flatMap(cause -> Stream.ofNullable(ofCause(cause)))
                .findFirst()
                .orElse(FAULT);
    }

    /** Includes suppressed exceptions, where the transaction manager stores the cause of a failed commit. */
    static Stream<Throwable> causes(Throwable thrown) {
        return thrown == null
                ? Stream.empty()
                : Stream.of(
                                Stream.of(thrown),
                                causes(thrown.getCause()),
                                Arrays.stream(thrown.getSuppressed()).flatMap(ErrorKind::causes))
                        .flatMap(Function.identity());
    }

    /** Returns the kind of error for a response without a body. */
    static ErrorKind of(int status) {
        if (status == SIGN_IN_UNAVAILABLE.status) {
            // no other 503 response lacks a body
            return SIGN_IN_UNAVAILABLE;
        }
        return Arrays.stream(values())
                .filter(kind -> kind.status == status)
                .findFirst()
                .orElse(status < 500 ? INVALID : FAULT);
    }

    private static ErrorKind ofCause(Throwable cause) {
        if (cause instanceof SQLException failed) {
            // class 22, data exception: the request is invalid, and a retry won't help
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
     * Whether a read timed out. A timeout of the body has the kind {@link #INVALID}; a database timeout, whose message
     * is the same, is wrapped in an exception of the driver and so {@link #UNAVAILABLE}.
     */
    static boolean isCallersSilence(Throwable thrown) {
        return thrown != null && causes(thrown).anyMatch(cause -> isIoFailure(cause, Set.of(READ_TIMED_OUT)));
    }

    /**
     * Whether the connection to the client failed; failures of database connections are wrapped in other exceptions.
     */
    private static boolean isDisconnection(Throwable cause) {
        return cause instanceof ClosedChannelException || isIoFailure(cause, CONNECTION_LOST);
    }

    private static boolean isIoFailure(Throwable cause, Set<String> messages) {
        return cause instanceof IOException && cause.getMessage() != null && messages.contains(cause.getMessage());
    }

    /** The library has no specific exceptions for malformed forms and media types. */
    private static boolean cameFromReading(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .anyMatch(frame -> READERS.stream().anyMatch(frame.getClassName()::startsWith));
    }
}
