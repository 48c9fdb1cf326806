package ai.datacontrols.web.error;

/** An error of the API, sent as a problem (RFC 9457). The meaning of a type never changes. */
public class ApiException extends RuntimeException {

    /** The form of account ids in paths; any other value is not found. */
    public static final String UUID_PATTERN = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private static final long serialVersionUID = 1L;

    /** The types of problem, each with its status. Clients distinguish problems by type; types may be added. */
    public enum Type {
        INVALID_REQUEST(400, "The request can't be read"),
        UNAUTHENTICATED(401, "No valid token"),
        FORBIDDEN(403, "The token lacks the role"),
        FOREIGN_ORIGIN(403, "The origin is not allowed"),
        NOT_FOUND(404, "There is no such thing"),
        METHOD_NOT_ALLOWED(405, "Not with this method"),
        REQUEST_TIMEOUT(408, "The request timed out"),
        CONFLICT(409, "It contradicts what is known"),
        NEW_SNAPSHOT_NEEDED(410, "Take a new snapshot"),
        TOO_LARGE(413, "Too much in one piece"),
        UNSUPPORTED_MEDIA_TYPE(415, "Not in this format"),
        UNKNOWN_PRODUCT(422, "The policy in force knows no such product"),
        UNKNOWN_PLAN(422, "The policy in force knows no such plan"),
        INVALID_VALUE(422, "A value can't be taken"),
        TOO_MANY_AT_ONCE(429, "Too much at the same time"),
        INTERNAL_ERROR(500, "A fault of ours"),
        FIRST_LOAD_INCOMPLETE(503, "Existing accounts are still being loaded"),
        UNAVAILABLE(503, "The store can't be reached");

        private final int status;
        private final String title;

        Type(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** Returns the HTTP status code (RFC 9110, 15). */
        public int status() {
            return status;
        }

        /** Returns the title, which is constant for the type. */
        public String title() {
            return title;
        }

        /** Returns the URI that identifies the type; it can't be dereferenced. */
        public String uri() {
            return "urn:data-controls:problem:" + name().toLowerCase().replace('_', '-');
        }

        static Type of(ErrorKind kind, int status) {
            return switch (kind) {
                case SIGN_IN_UNAVAILABLE, UNAVAILABLE -> UNAVAILABLE;
                case FAULT -> INTERNAL_ERROR;
                default ->
                    switch (status) {
                        case 401 -> UNAUTHENTICATED;
                        case 403 -> FORBIDDEN;
                        case 404 -> NOT_FOUND;
                        case 405 -> METHOD_NOT_ALLOWED;
                        case 408 -> REQUEST_TIMEOUT;
                        case 413 -> TOO_LARGE;
                        case 415 -> UNSUPPORTED_MEDIA_TYPE;
                        default -> INVALID_REQUEST;
                    };
            };
        }
    }

    private final Type type;

    /** @param detail what is wrong with this request; must not contain secrets, or line breaks sent by the client */
    public ApiException(Type type, String detail) {
        super(detail);
        this.type = type;
    }

    public Type type() {
        return type;
    }
}
