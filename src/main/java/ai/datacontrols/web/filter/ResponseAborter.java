package ai.datacontrols.web.filter;

import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionException;

/**
 * Aborts a response that can't be completed: without the end that HTTP requires, so that no client takes it for
 * complete.
 */
public final class ResponseAborter {

    private ResponseAborter() {}

    /** Nothing where no part of the answer is out yet. */
    public static void abort(RoutingContext context) {
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
