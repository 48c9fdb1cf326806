package ai.datacontrols.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Arrays;

/**
 * The language that was chosen in a browser, kept there for a year, and what the profile of whoever is signed in has to do
 * with it.
 *
 * @param language BCP 47; empty when none was chosen
 */
record LanguageCookie(String language, State state) {

    static final String NAME = "language";

    /** How browser and profile go together. */
    enum State {
        /** They agree, or nobody has a profile here. */
        SETTLED(""),
        /** Chosen here, and the profile doesn't know it yet. */
        CHOSEN(".chosen"),
        /** Somebody has signed in since: what their profile says goes before what this browser remembers. */
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

    /** What the browser sent, or what it is being sent: Vert.x has one set of cookies for both. */
    static LanguageCookie of(HttpServerRequest request) {
        var cookie = request.getCookie(NAME);
        var value = cookie == null ? "" : cookie.getValue();
        var state = State.of(value);
        return new LanguageCookie(value.substring(0, value.length() - state.ending.length()), state);
    }

    /** Gives it to the browser; one that says nothing is taken away. */
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
