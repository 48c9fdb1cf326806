package ai.datacontrols.web.locale;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Arrays;

/** The cookie with the language of a browser (BCP 47), kept for a year, and how it relates to the person's profile. */
public record LanguageCookie(String language, State state) {

    public static final String NAME = "language";

    enum State {
        /** Taken from the profile of the person who signed in last, or chosen by them. */
        SETTLED(""),
        /** Chosen in this browser without a session: takes precedence over profiles, and is never copied into one. */
        CHOSEN(".chosen"),
        SIGNED_IN(".signed-in");

        private final String ending;

        State(String ending) {
            this.ending = ending;
        }

        private static State of(String value) {
            return Arrays.stream(values())
                    .filter(state -> state != SETTLED && value.endsWith(state.ending))
                    .findFirst()
                    .orElse(SETTLED);
        }
    }

    /** Returns the cookie of the response if already set, else of the request: Vert.x has one cookie set for both. */
    static LanguageCookie of(HttpServerRequest request) {
        var cookie = request.getCookie(NAME);
        var value = cookie == null ? "" : cookie.getValue();
        var state = State.of(value);
        return new LanguageCookie(value.substring(0, value.length() - state.ending.length()), state);
    }

    void send(HttpServerResponse response) {
        var value = language + state.ending;
        response.addCookie(Cookie.cookie(NAME, value)
                .setPath("/")
                .setMaxAge(value.isEmpty() ? 0 : Duration.ofDays(365).toSeconds())
                .setHttpOnly(true)
                .setSecure(true)
                .setSameSite(CookieSameSite.LAX));
    }
}
