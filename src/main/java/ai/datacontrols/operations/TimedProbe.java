package ai.datacontrols.operations;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Runs a health check on a worker thread with a timeout that also covers the wait for a thread. */
@Singleton
public class TimedProbe {

    /** Less than the timeout of an orchestrator's probe. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Vertx vertx;

    TimedProbe(Vertx vertx) {
        this.vertx = vertx;
    }

    public Uni<Boolean> succeeds(Callable<Boolean> probe) {
        return Uni.createFrom().emitter(emitter -> run(probe, emitter));
    }

    /** Uses the timer of Vert.x, because those of Mutiny need a worker thread. */
    private void run(Callable<Boolean> probe, UniEmitter<? super Boolean> emitter) {
        var timer = vertx.setTimer(PATIENCE.toMillis(), id -> emitter.complete(false));
        Infrastructure.getDefaultExecutor().execute(() -> {
            emitter.complete(succeedsNow(probe));
            vertx.cancelTimer(timer);
        });
    }

    private static boolean succeedsNow(Callable<Boolean> probe) {
        try {
            return probe.call();
        } catch (Exception unhealthy) {
            return false;
        }
    }
}
