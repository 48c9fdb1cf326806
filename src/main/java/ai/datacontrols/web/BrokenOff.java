package ai.datacontrols.web;

import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionException;

/** Ends an answer that can't be completed so that nobody takes it for whole: without the end that HTTP demands. */
final class BrokenOff {

    private BrokenOff() {}

    /** Nothing where no part of the answer is out yet. */
    static void inTheMiddle(RoutingContext context) {
        if (!context.response().headWritten()) {
            return;
        }
        var closed = context.request().connection().close().toCompletionStage().toCompletableFuture();
        if (!Context.isOnEventLoopThread()) {
            // it closes when all before is sent; who writes meanwhile, as the extension would, still gets through
            try {
                closed.join();
            } catch (CompletionException closedAlready) {
                // which is all that was wanted
            }
        }
    }
}
