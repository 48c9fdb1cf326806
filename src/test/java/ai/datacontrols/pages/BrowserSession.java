package ai.datacontrols.pages;

import ai.datacontrols.browser.Visit;
import ai.datacontrols.web.Visitor;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.util.stream.Stream;

/**
 * Copies a session that was started over HTTP to a browser: signing in on Keycloak's page in Chromium takes ten times
 * as long.
 */
public final class BrowserSession {

    private BrowserSession() {}

    /** Copies the session and the language; the browser gets its own token for forms. */
    public static void copy(Visitor visitor, Visit visit, URI home) {
        visit.page()
                .context()
                .addCookies(Stream.of(visitor.cookieHeader().split("; "))
                        .filter(cookie -> !cookie.isEmpty() && !cookie.contains("csrf"))
                        .map(cookie -> cookie.split("=", 2))
                        .map(cookie -> cookie(cookie[0], cookie[1], home))
                        .toList());
    }

    /** Returns a cookie as the application sets it. */
    static Cookie cookie(String name, String value, URI home) {
        return new Cookie(name, value)
                .setDomain(home.getHost())
                .setPath(name.contains("_support") ? "/support" : "/")
                .setHttpOnly(true)
                .setSecure(true);
    }
}
