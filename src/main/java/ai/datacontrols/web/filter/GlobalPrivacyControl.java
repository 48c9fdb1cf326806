package ai.datacontrols.web.filter;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/**
 * Reads the Global Privacy Control signal of the browser ({@code Sec-GPC}, W3C). It is shown and recorded, but has no
 * effect on decisions, because it is about selling and sharing, not about training.
 */
@RequestScoped
public class GlobalPrivacyControl {

    private final RoutingContext request;

    GlobalPrivacyControl(RoutingContext request) {
        this.request = request;
    }

    public boolean isSent() {
        return request.request().headers().getAll("Sec-GPC").contains("1");
    }
}
