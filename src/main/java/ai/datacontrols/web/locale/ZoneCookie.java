package ai.datacontrols.web.locale;

import io.vertx.core.http.HttpServerRequest;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * The cookie with the time zone of a browser, which {@code app.js} sets: no HTTP header names it. The name's prefix
 * prevents other hosts of the site from setting it.
 */
public final class ZoneCookie {

    public static final String NAME = "__Host-zone";

    /** Regions such as {@code Europe/Paris}. {@link ZoneId#of} would accept offsets as well, and read files for unknown names. */
    private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());

    private ZoneCookie() {}

    /** Returns the zone of the browser; empty without a cookie, and if it names no zone that Java knows. */
    static Optional<ZoneId> of(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(NAME))
                .map(cookie -> cookie.getValue())
                .filter(KNOWN::contains)
                .map(ZoneId::of);
    }
}
