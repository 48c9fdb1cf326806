package ai.datacontrols.web.error;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of error. API clients distinguish them by {@linkplain #type type}, whose meaning never changes. */
public enum ErrorKind {
    INVALID_REQUEST(400, "Invalid request", ErrorText.INVALID),
    /** The browser came back from the identity provider without the cookie that was set before. */
    COOKIES_MISSING(INVALID_REQUEST, 400, ErrorText.COOKIES_MISSING),
    NOT_ACCEPTABLE(INVALID_REQUEST, 406, ErrorText.INVALID),
    URI_TOO_LONG(INVALID_REQUEST, 414, ErrorText.INVALID),
    RANGE_NOT_SATISFIABLE(INVALID_REQUEST, 416, ErrorText.INVALID),
    MISDIRECTED_REQUEST(INVALID_REQUEST, 421, ErrorText.ANOTHER_ADDRESS),
    /** Usually caused by the cookies of other pages of the same site. */
    HEADERS_TOO_LARGE(INVALID_REQUEST, 431, ErrorText.HEADERS_TOO_LARGE),
    UNAUTHENTICATED(401, "Authentication required", ErrorText.NOT_SIGNED_IN),
    FORBIDDEN(403, "Forbidden", ErrorText.NOT_ALLOWED),
    SECOND_FACTOR_MISSING(FORBIDDEN, 403, ErrorText.SECOND_FACTOR_MISSING),
    CROSS_SITE_FORM(FORBIDDEN, 403, ErrorText.FROM_ELSEWHERE),
    FOREIGN_ORIGIN(403, "Origin not allowed", ErrorText.FROM_ELSEWHERE),
    NOT_FOUND(404, "Not found", ErrorText.NOT_FOUND),
    METHOD_NOT_ALLOWED(405, "Method not allowed", ErrorText.INVALID),
    REQUEST_TIMEOUT(408, "Request timed out", ErrorText.INVALID),
    CONFLICT(409, "Conflict", ErrorText.INVALID),
    NEW_SNAPSHOT_NEEDED(410, "New snapshot required", ErrorText.INVALID),
    TOO_LARGE(413, "Payload too large", ErrorText.TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", ErrorText.INVALID),
    UNKNOWN_PRODUCT(422, "Unknown product", ErrorText.INVALID),
    UNKNOWN_PLAN(422, "Unknown plan", ErrorText.INVALID),
    INVALID_VALUE(422, "Invalid value", ErrorText.INVALID),
    /** The limit of concurrent streams or downloads of a client, a person, or the instance is exceeded. */
    TOO_MANY_AT_ONCE(429, "Too many concurrent requests", ErrorText.TOO_MANY_AT_ONCE),
    TOO_MANY_SEARCHES(TOO_MANY_AT_ONCE, 429, ErrorText.TOO_MANY),
    INTERNAL_ERROR(500, "Internal error", ErrorText.FAULT),
    RECORD_UNVERIFIABLE(500, "Record can't be verified", ErrorText.RECORD_UNVERIFIABLE),
    FIRST_LOAD_INCOMPLETE(503, "Initial import not complete", ErrorText.UNAVAILABLE),
    /** The database, or another dependency, can't be reached. */
    UNAVAILABLE(503, "Service unavailable", ErrorText.UNAVAILABLE),
    SIGN_IN_UNAVAILABLE(UNAVAILABLE, 503, ErrorText.SIGN_IN_UNAVAILABLE);

    private final int status;
    private final String type;
    private final String title;
    private final ErrorText text;

    ErrorKind(int status, String title, ErrorText text) {
        this.status = status;
        this.type =
                "urn:data-controls:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.title = title;
        this.text = text;
    }

    /** A special case of a kind: the same to API clients, except for the status. */
    ErrorKind(ErrorKind general, int status, ErrorText text) {
        this.status = status;
        this.type = general.type;
        this.title = general.title;
        this.text = text;
    }

    /** Returns the kind of error for a response without a body; the first one of a status. */
    static ErrorKind of(int status) {
        if (status == SIGN_IN_UNAVAILABLE.status) {
            // no other 503 response lacks a body
            return SIGN_IN_UNAVAILABLE;
        }
        return Arrays.stream(values())
                .filter(kind -> kind.status == status)
                .findFirst()
                .orElse(status < 500 ? INVALID_REQUEST : INTERNAL_ERROR);
    }

    public int status() {
        return status;
    }

    /** Returns the URI that identifies the type of problem (RFC 9457, 3.1.1); it can't be dereferenced. */
    public String type() {
        return type;
    }

    public String title() {
        return title;
    }

    public ErrorText text() {
        return text;
    }

    /** Returns the seconds after which to retry (RFC 9110, 10.2.3); null if a retry is no use. */
    public Integer retryAfter() {
        return status == 429 || status == 503 ? 5 : null;
    }
}
