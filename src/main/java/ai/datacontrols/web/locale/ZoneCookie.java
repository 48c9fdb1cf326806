package ai.datacontrols.web.locale;

import io.vertx.core.http.HttpServerRequest;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** The cookie with the browser's time zone, set by {@code app.js}. Other hosts of the site can't set its prefix. */
public final class ZoneCookie {

    public static final String NAME = "__Host-zone";

    /** Regions such as {@code Europe/Paris}. {@link ZoneId#of} would accept offsets as well, and read files for unknown names. */
    private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());

    private ZoneCookie() {}

    static Optional<ZoneId> of(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(NAME))
                .map(cookie -> cookie.getValue())
                .filter(KNOWN::contains)
                .map(ZoneId::of);
    }
}
