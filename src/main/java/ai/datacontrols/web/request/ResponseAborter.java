package ai.datacontrols.web.request;

import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionException;

/** Aborts a response without the end that HTTP requires, so that no client takes it for complete. */
public final class ResponseAborter {

    private ResponseAborter() {}

    public static void abort(RoutingContext context) {
        if (!context.response().headWritten()) {
            return;
        }
        var closed = context.request().connection().close().toCompletionStage().toCompletableFuture();
        if (!Context.isOnEventLoopThread()) {
            // close flushes pending writes first; writes made meanwhile, as by Quarkus, would still succeed
            try {
                closed.join();
            } catch (CompletionException closedAlready) {
                // already closed
            }
        }
    }
}
