package ai.datacontrols.web.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.stream.Stream;

/**
 * One error of a request.
 *
 * @param kind the kind that error pages distinguish
 * @param type the type that API clients distinguish
 * @param status HTTP status code
 * @param detail what is wrong with this request, for API clients; null if there is no detail
 * @param id the id of the request, which is also in the log
 */
public record Problem(ErrorKind kind, ApiException.Type type, int status, String detail, String id) {

    private static final int REQUEST_TIMEOUT = 408;

    static Problem of(ErrorKind kind, String id) {
        return of(kind, kind.status, null, id);
    }

    /** Returns the error for a response without a body. */
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
        var malformed = malformedJson(thrown);
        if (malformed != null && malformed.type() != ApiException.Type.INVALID_REQUEST) {
            return of(malformed, id);
        }
        var kind = ErrorKind.of(thrown);
        var status = kind == ErrorKind.INVALID && thrown instanceof WebApplicationException refused
                ? refused.getResponse().getStatus()
                : kind == ErrorKind.INVALID && ErrorKind.isCallersSilence(thrown) ? REQUEST_TIMEOUT : kind.status;
        return of(kind, status, malformed == null ? null : malformed.getMessage(), id);
    }

    /** Returns the seconds after which to retry (RFC 9110, 10.2.3); null if a retry is no use. */
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

    /** Describes where a document is malformed, without naming classes. */
    private static ApiException malformedJson(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(JsonProcessingException.class::isInstance)
                .map(JsonProcessingException.class::cast)
                .findFirst()
                .map(JsonErrorMessage::toException)
                .orElse(null);
    }
}
