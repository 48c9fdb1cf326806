package ai.datacontrols.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for the feed is answered, however little of the time is left. Timers are those that requests have, Vert.x' own. */
@QuarkusTest
class WaitingTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 999_999, 1_000_000, 20_000_000})
    void comesToAnEnd(long nanos) {
        assertThat(waiting(new CompletableFuture<>(), nanos)).succeedsWithin(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60_000_000_000L})
    void orAtOnceWhenThereIsNews(long nanos) {
        assertThat(waiting(CompletableFuture.completedFuture(null), nanos)).succeedsWithin(Duration.ofSeconds(5));
    }

    private static CompletableFuture<Void> waiting(CompletableFuture<Void> news, long nanos) {
        return CompletableFuture.runAsync(() -> {
            try {
                VertxContextSupport.subscribeAndAwait(() -> ChangesResource.waitFor(news, Duration.ofNanos(nanos)));
            } catch (Throwable failed) {
                throw new IllegalStateException(failed);
            }
        });
    }
}
