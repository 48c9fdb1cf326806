package ai.datacontrols.web.error;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Finds the signed-in person of a request that was not authenticated, for the header of its page. */
public interface ViewerLookup {

    /** Stores the person in the routing context. Never fails; completes at once if there is nothing to read. */
    Uni<Void> load(RoutingContext context);
}
