package ai.datacontrols.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The cookie with a notice about one product, which the next settings page shows once; a query parameter would show it
 * again on each reload. The name's prefix prevents other hosts of the site from setting it.
 */
public final class NoticeCookie {

    public static final String NAME = "__Host-notice";

    /** Matches the path of a form that records a choice or its withdrawal. The first group is the product. */
    public static final Pattern CHOICE = Pattern.compile("/settings/([\\w-]{1,100})/(?:opt-out|opt-in|withdraw)");

    public static final String SIGNED_OUT = "signed_out";

    private NoticeCookie() {}

    public static void send(HttpServerResponse response, String notice, String product, Duration age) {
        response.addCookie(Cookie.cookie(NAME, notice + "." + product)
                .setPath("/")
                .setMaxAge(age.toSeconds())
                .setHttpOnly(true)
                .setSecure(true)
                .setSameSite(CookieSameSite.LAX));
    }

    public static String of(HttpServerRequest request) {
        var cookie = request.getCookie(NAME);
        return cookie == null ? "" : cookie.getValue();
    }

    public static void remove(HttpServerRequest request) {
        if (request.getCookie(NAME) != null) {
            send(request.response(), "", "", Duration.ZERO);
        }
    }
}
