package ai.datacontrols.web.error;

import ai.datacontrols.policy.UnverifiableRecordException;
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

/** Determines the error of a request from an exception of this application or of a library. */
final class ExceptionClassifier {

    private static final List<String> READERS = List.of(
            "org.jboss.resteasy.reactive.server.core.multipart.",
            "org.jboss.resteasy.reactive.common.headers.MediaTypeHeaderDelegate");

    private static final String READ_TIMED_OUT = "Read timed out";

    /** Netty and the JDK distinguish these only by their messages. */
    private static final Set<String> CONNECTION_LOST =
            Set.of(READ_TIMED_OUT, "Connection reset", "Connection reset by peer", "Broken pipe");

    private ExceptionClassifier() {}

    static RequestException classify(Throwable thrown) {
        if (thrown instanceof RequestException refused) {
            return refused;
        }
        var malformed = malformedJson(thrown);
        if (malformed != null && malformed.kind() != ErrorKind.INVALID_REQUEST) {
            return malformed;
        }
        return new RequestException(kindOf(thrown), malformed == null ? null : malformed.getMessage());
    }

    /** Includes suppressed exceptions, where the transaction manager stores the cause of a failed commit. */
    static Stream<Throwable> causes(Throwable thrown) {
        return thrown == null
                ? Stream.empty()
                : Stream.of(
                                Stream.of(thrown),
                                causes(thrown.getCause()),
                                Arrays.stream(thrown.getSuppressed()).flatMap(ExceptionClassifier::causes))
                        .flatMap(Function.identity());
    }

    /**
     * Returns the kind of an exception. A read that timed out is a timeout of the body; a database timeout, whose
     * message is the same, is wrapped in an exception of the driver and so {@link ErrorKind#UNAVAILABLE}.
     */
    private static ErrorKind kindOf(Throwable thrown) {
        if (thrown instanceof WebApplicationException refused) {
            return ErrorKind.of(refused.getResponse().getStatus());
        }
        var kind = causes(thrown)
                .flatMap(cause -> Stream.ofNullable(ofCause(cause)))
                .findFirst()
                .orElse(ErrorKind.INTERNAL_ERROR);
        return kind == ErrorKind.INVALID_REQUEST && causes(thrown).anyMatch(ExceptionClassifier::isReadTimeout)
                ? ErrorKind.REQUEST_TIMEOUT
                : kind;
    }

    private static ErrorKind ofCause(Throwable cause) {
        if (cause instanceof SQLException failed) {
            // class 22, data exception: the request is invalid, and a retry won't help
            return failed.getSQLState() != null && failed.getSQLState().startsWith("22")
                    ? ErrorKind.INVALID_REQUEST
                    : ErrorKind.UNAVAILABLE;
        }
        if (cause instanceof UnverifiableRecordException) {
            return ErrorKind.RECORD_UNVERIFIABLE;
        }
        if (cause instanceof OIDCException) {
            return ErrorKind.SIGN_IN_UNAVAILABLE;
        }
        return isDisconnection(cause)
                        || cause instanceof DecoderException
                        || cause instanceof JsonProcessingException
                        || cause instanceof VertxException
                        || cameFromReading(cause)
                ? ErrorKind.INVALID_REQUEST
                : null;
    }

    private static boolean isReadTimeout(Throwable cause) {
        return isIoFailure(cause, Set.of(READ_TIMED_OUT));
    }

    /** Whether the connection to the client failed; failures of database connections are wrapped in other exceptions. */
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

    private static RequestException malformedJson(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(JsonProcessingException.class::isInstance)
                .map(JsonProcessingException.class::cast)
                .findFirst()
                .map(JsonErrorMessage::toException)
                .orElse(null);
    }
}
