package ai.datacontrols.web.auth;

import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Runs blocking work on a worker thread and continues on the request's Vert.x context, which has its id and its trace. */
@Singleton
class BlockingWork {

    private final BlockingSecurityExecutor executor;

    BlockingWork(BlockingSecurityExecutor executor) {
        this.executor = executor;
    }

    <T> Uni<T> run(Supplier<T> work) {
        var context = Vertx.currentContext();
        return executor.executeBlocking(work).emitOn(continuation -> {
            if (context == null || context == Vertx.currentContext()) {
                continuation.run();
            } else {
                context.runOnContext(ignored -> continuation.run());
            }
        });
    }
}
