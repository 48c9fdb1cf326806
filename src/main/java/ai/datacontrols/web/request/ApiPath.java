package ai.datacontrols.web.request;

/** Tells the paths of the API from those of pages. */
public final class ApiPath {

    /** The path of the metadata of AuthZEN (RFC 8615). */
    public static final String AUTHZEN_METADATA = "/.well-known/authzen-configuration";

    private static final String API = "/api/";
    private static final String AUTHZEN = "/access/";

    private ApiPath() {}

    /** Returns whether a path, which may be null, is one of the API, in a format of its own or in that of a standard. */
    public static boolean isApi(String path) {
        return isOwn(path) || isAuthZen(path);
    }

    /** Returns whether a path is one of the API in a format of its own. */
    public static boolean isOwn(String path) {
        return path != null && path.startsWith(API);
    }

    /** Returns whether a path is one of AuthZEN, whose rules for requests differ. */
    public static boolean isAuthZen(String path) {
        return path != null && (path.startsWith(AUTHZEN) || path.equals(AUTHZEN_METADATA));
    }
}
