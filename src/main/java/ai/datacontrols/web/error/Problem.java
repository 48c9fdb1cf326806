package ai.datacontrols.web.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.stream.Stream;

/**
 * One thing that went wrong.
 *
 * @param kind what a person needs to tell apart
 * @param type what a machine does
 * @param status HTTP status code
 * @param detail what about this request, for machines; null when there is nothing more to say
 * @param id of its request, which the log has as well
 */
public record Problem(ErrorKind kind, ApiException.Type type, int status, String detail, String id) {

    private static final int REQUEST_TIMEOUT = 408;

    static Problem of(ErrorKind kind, String id) {
        return of(kind, kind.status, null, id);
    }

    /** What an answer without words means. */
    static Problem of(int status, String id) {
        return of(ErrorKind.of(status), status, null, id);
    }

    static Problem of(Throwable thrown, String id) {
        if (thrown instanceof ApiException refused) {
            var type = refused.type();
            var kind = type == ApiException.Type.TOO_MANY_AT_ONCE
                    ? ErrorKind.TOO_MANY_AT_ONCE
                    : ErrorKind.of(type.status());
            return new Problem(kind, type, type.status(), refused.getMessage(), id);
        }
        var kind = ErrorKind.of(thrown);
        var status = kind == ErrorKind.INVALID && thrown instanceof WebApplicationException refused
                ? refused.getResponse().getStatus()
                : kind == ErrorKind.INVALID && ErrorKind.isCallersSilence(thrown) ? REQUEST_TIMEOUT : kind.status;
        return of(kind, status, malformedJson(thrown), id);
    }

    /** After how many seconds it may be worth asking again (RFC 9110, 10.2.3); null where it isn't. */
    Integer retryAfter() {
        return retryAfter(status);
    }

    public static Integer retryAfter(int status) {
        return status == 429 || status == 503 ? 5 : null;
    }

    ProblemDetails details() {
        return ProblemDetails.of(this);
    }

    private static Problem of(ErrorKind kind, int status, String detail, String id) {
        return new Problem(kind, ApiException.Type.of(kind, status), status, detail, id);
    }

    /** Where a document could not be read, without the names of our classes. */
    private static String malformedJson(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(JsonProcessingException.class::isInstance)
                .map(JsonProcessingException.class::cast)
                .findFirst()
                .map(JsonErrorMessage::of)
                .orElse(null);
    }
}
