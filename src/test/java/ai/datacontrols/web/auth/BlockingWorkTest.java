package ai.datacontrols.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Blocking work of a request doesn't lose the request's context. */
@QuarkusTest
class BlockingWorkTest {

    @Inject
    BlockingWork blocking;

    @Inject
    Vertx vertx;

    @Test
    void continuesOnTheContextOfTheRequestAfterAnItemAndAfterAFailure() throws Exception {
        var request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        var onWorker = new CompletableFuture<Boolean>();
        var afterItem = new CompletableFuture<Context>();
        var afterFailure = new CompletableFuture<Context>();

        request.runOnContext(ignored -> {
            blocking.run(() -> onWorker.complete(!Context.isOnEventLoopThread()))
                    .subscribe()
                    .with(done -> afterItem.complete(Vertx.currentContext()));
            blocking.run(() -> {
                        throw new IllegalStateException("no");
                    })
                    .subscribe()
                    .with(done -> {}, failure -> afterFailure.complete(Vertx.currentContext()));
        });

        assertThat(onWorker.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(afterItem.get(5, TimeUnit.SECONDS)).isSameAs(request);
        assertThat(afterFailure.get(5, TimeUnit.SECONDS)).isSameAs(request);
    }
}
