package ai.datacontrols.settings;

import ai.datacontrols.web.CookieNames;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries a notice across a redirect to the settings page, which shows it once. A query parameter would show it again
 * on each reload, even after the choice was saved.
 */
@RequestScoped
class NoticeCookie {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final RoutingContext request;

    NoticeCookie(RoutingContext request) {
        this.request = request;
    }

    void send(CardNotice notice) {
        send(notice.token(), LONGEST);
    }

    /** Reads the notice and removes it. */
    Optional<CardNotice> take() {
        var cookie = request.request().getCookie(CookieNames.NOTICE);
        if (cookie == null) {
            return Optional.empty();
        }
        var notice = CardNotice.ofToken(cookie.getValue());
        send("", Duration.ZERO);
        return notice;
    }

    private void send(String value, Duration age) {
        request.response()
                .addCookie(Cookie.cookie(CookieNames.NOTICE, value)
                        .setPath("/settings")
                        .setMaxAge(age.toSeconds())
                        .setHttpOnly(true)
                        .setSecure(true)
                        .setSameSite(CookieSameSite.LAX));
    }
}
