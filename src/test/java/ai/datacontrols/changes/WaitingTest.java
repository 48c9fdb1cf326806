package ai.datacontrols.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long polls end when a change arrives or when their wait times out. */
@QuarkusTest
class WaitingTest {

    @Inject
    Choices choices;

    @Inject
    FeedNotifier notifier;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void respondsWhenAChangeIsCommittedDuringTheWait() {
        var account = choices.onPlan("free");
        var pipeline = new Pipeline("pipeline-chat").takeSnapshot();
        var told = CompletableFuture.supplyAsync(() -> pipeline.follow(10, 30), threads);
        await().until(() -> notifier.waiting() > 0);

        var before = Instant.now();
        choices.choose(account, Choice.OPTED_OUT);

        assertThat(told).succeedsWithin(Duration.ofSeconds(5));
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(pipeline.usableSince(account, Choices.CHAT)).isEqualTo("null");
        await().until(() -> notifier.waiting() == 0);
    }

    /** One response for each change would cost more than the choices themselves. */
    @Test
    void batchesChangesWhileManyAreCommitted() throws Exception {
        var many = 200;
        var choicesOfEach = 20; // an account may opt in 20 times a day
        var accounts = Stream.generate(() -> choices.onPlan("free"))
                .limit(many / choicesOfEach)
                .toList();
        var follower = new Follower(new Pipeline("pipeline-chat").takeSnapshot().position());
        follower.ask(1); // warms up
        var choosing = CompletableFuture.runAsync(
                () -> {
                    for (var n = 0; n < many; n++) {
                        choices.choose(
                                accounts.get(n / choicesOfEach), n % 2 == 0 ? Choice.OPTED_OUT : Choice.OPTED_IN);
                    }
                },
                threads);

        var before = Instant.now();
        var read = 0;
        var answers = 0;
        for (; read < many; answers++) {
            read += follower.ask(5);
        }

        assertThat(choosing).succeedsWithin(Duration.ofSeconds(5));
        assertThat(read).isEqualTo(many);
        var looks = Duration.between(before, Instant.now()).toMillis() / 25 + 2;
        assertThat(answers).isLessThanOrEqualTo((int) looks);
    }

    @Test
    void respondsWithAnEmptyPageWhenTheWaitTimesOut() {
        var pipeline = new Pipeline("pipeline-chat").takeSnapshot();
        var before = Instant.now();

        var answer = pipeline.ask(10, 1);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("changes")).isEmpty();
        assertThat(answer.<Boolean>path("more")).isFalse();
        assertThat(answer.<Integer>path("validFor")).isEqualTo(300);
        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(900));
    }

    /** More than the worker threads (200) and the database connections. */
    @Test
    void waitingRequestsHoldNeitherAThreadNorADatabaseConnection() throws Exception {
        var account = choices.onPlan("free");
        var position = new Pipeline("pipeline-chat").takeSnapshot().position();
        var waiting = new ManyWaiting(400, position);
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> notifier.waiting() >= 400);
            assertThat(connectionsInUse()).isLessThan(5);
            // other requests are served meanwhile
            choices.choose(account, Choice.OPTED_OUT);
            assertThat(waiting.answers()).hasSize(400).containsOnly(200);
        } finally {
            waiting.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999_999, 1_000_000, 20_000_000})
    void waitTimesOutForAnyRemainingTime(long nanos) {
        assertThat(waiting(new CompletableFuture<>(), nanos)).succeedsWithin(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60_000_000_000L})
    void waitEndsOnNotification(long nanos) {
        assertThat(waiting(CompletableFuture.completedFuture(null), nanos)).succeedsWithin(Duration.ofSeconds(5));
    }

    /** Waits on a Vert.x context, as requests do. */
    private static CompletableFuture<Void> waiting(CompletableFuture<Void> news, long nanos) {
        return CompletableFuture.runAsync(() -> {
            try {
                VertxContextSupport.subscribeAndAwait(() -> ChangesResource.waitFor(news, Duration.ofNanos(nanos)));
            } catch (Throwable failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private static int connectionsInUse() throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var result = connection
                        .createStatement()
                        .executeQuery("select count(*) from pg_stat_activity"
                                + " where usename = 'data_controls' and state <> 'idle'")) {
            result.next();
            return result.getInt(1);
        }
    }
}
