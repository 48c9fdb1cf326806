package ai.datacontrols.web.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * A problem as the API sends it (RFC 9457).
 *
 * @param type identifies the kind of problem; its meaning never changes
 * @param detail what is wrong with this request; null if there is no detail
 * @param id the id of the request, which is also in the log; null in the response to one of many lines
 */
@JsonInclude(Include.NON_NULL)
public record ProblemDetails(String type, String title, int status, String detail, String id) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static ProblemDetails of(RequestException error, String id) {
        var kind = error.kind();
        return new ProblemDetails(kind.type(), kind.title(), kind.status(), error.getMessage(), id);
    }
}
