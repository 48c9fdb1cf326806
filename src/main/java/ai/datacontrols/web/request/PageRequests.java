package ai.datacontrols.web.request;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.regex.Pattern;

/** Distinguishes requests for pages, which people read, from requests of machines. */
public final class PageRequests {

    private static final Pattern MACHINES =
            Pattern.compile("/(?:access|api|q)(?:/.*)?|/(?:log|\\.well-known)/.+|/back-channel-logout");

    private static final Pattern STAFF = Pattern.compile("/support(?:/.*)?");

    private PageRequests() {}

    /** Returns whether the response is read by a person, not by a machine. */
    public static boolean isPage(RoutingContext context) {
        var path = context.request().path();
        return RequestPath.isNormal(path) ? isPagePath(path) : isPageOfSomeKind(context);
    }

    /** Like {@link #isPage}, for a path that is {@linkplain RequestPath#isNormal normal}. */
    public static boolean isPagePath(String path) {
        return !MACHINES.matcher(path).matches();
    }

    /** For a path that is not normal, the Accept header is a better indication: browsers accept HTML. */
    private static boolean isPageOfSomeKind(RoutingContext context) {
        var accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        return accepted != null
                && accepted.toLowerCase(Locale.ROOT).contains("text/html")
                && isPagePath(context.normalizedPath());
    }

    /** Returns whether a path is that of a staff page, which requires a second factor. */
    public static boolean isStaffPath(String path) {
        return STAFF.matcher(path).matches();
    }
}
