package ai.datacontrols.web.filter;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/**
 * Whether the reader's browser asks for privacy ({@code Sec-GPC}, W3C Global Privacy Control). It is seen, said and recorded, and
 * decides nothing: it speaks of selling and sharing, not of training.
 */
@RequestScoped
public class GlobalPrivacyControl {

    private final RoutingContext request;

    GlobalPrivacyControl(RoutingContext request) {
        this.request = request;
    }

    /** Only the value 1 counts; of several, one that says so is enough. */
    public boolean isSent() {
        return request.request().headers().getAll("Sec-GPC").contains("1");
    }
}
