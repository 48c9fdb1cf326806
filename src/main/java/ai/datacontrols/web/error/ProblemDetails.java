package ai.datacontrols.web.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * A problem as the API tells it (RFC 9457).
 *
 * @param type names what went wrong; it never changes its meaning
 * @param title the same sentence for every problem of this type
 * @param status HTTP status code, as the answer has it
 * @param detail what about this request; null when there is nothing more to say
 * @param id names this one in the log; null in the answer to a line of many
 */
@JsonInclude(Include.NON_NULL)
public record ProblemDetails(String type, String title, int status, String detail, String id) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static ProblemDetails of(Problem problem) {
        var type = problem.type();
        return new ProblemDetails(type.uri(), type.title(), problem.status(), problem.detail(), problem.id());
    }

    /** The same for one line of many. */
    public static ProblemDetails of(ApiException exception) {
        var type = exception.type();
        return new ProblemDetails(type.uri(), type.title(), type.status(), exception.getMessage(), null);
    }
}
