package ai.datacontrols.settings;

import ai.datacontrols.web.NoticeCookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.Optional;

/** Carries a notice about a choice that was not saved across a redirect to the settings page. */
@RequestScoped
class Notices {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    record Notice(String product, CardNotice text) {}

    private final RoutingContext request;

    Notices(RoutingContext request) {
        this.request = request;
    }

    void send(String product, CardNotice notice) {
        NoticeCookie.send(request.response(), notice.token(), product, LONGEST);
    }

    Optional<Notice> take() {
        var value = NoticeCookie.of(request.request());
        remove();
        var end = value.indexOf('.');
        return end < 0
                ? Optional.empty()
                : CardNotice.ofToken(value.substring(0, end)).map(text -> new Notice(value.substring(end + 1), text));
    }

    void remove() {
        NoticeCookie.remove(request.request());
    }
}
