package ai.datacontrols.changes;

import static ai.datacontrols.parts.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snapshot and feed together deliver every change once, in the order of each account. */
@QuarkusTest
class FeedTest {

    private static final String CHAT = "le-chat";

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    Choices choices;

    @Inject
    ChangeFeed feed;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aSnapshotContainsAllAccountsAndTheFeedLaterChanges() {
        var account = choices.onPlan("free");
        var pipeline = new Pipeline("pipeline-chat").takeSnapshot();
        assertThat(pipeline.usableSince(account, CHAT))
                .isEqualTo(
                        ledger.state(account).consentState(CHAT).usableSince().toString());

        choices.choose(account, Choice.OPTED_OUT);
        var other = choices.onPlan("pro");
        pipeline.readToEnd(1_000);

        assertThat(pipeline.usableSince(account, CHAT)).isEqualTo("null");
        assertThat(pipeline.usableSince(other, CHAT)).startsWith("20");
        assertThat(new Pipeline("pipeline-chat").takeSnapshot().usableSince()).isEqualTo(pipeline.usableSince());
    }

    @Test
    void eventsWithoutEffectAreNotInTheFeed() {
        var account = choices.onPlan("team");
        var pipeline = new Pipeline("pipeline-chat").takeSnapshot();

        choices.choose(account, Choice.OPTED_OUT);
        planRecorder.report(new SubscriptionReport(account, CHAT, "enterprise", null));
        var free = choices.onPlan("free");
        planRecorder.report(new SubscriptionReport(free, CHAT, "pro", null));
        pipeline.readToEnd(1_000);

        assertThat(pipeline.applied()).hasSize(1);
    }

    /** Transactions commit in reverse order: changes in between neither hide the earlier ones nor wait for them. */
    @Test
    void deliversTransactionsThatCommitOutOfOrder() throws Exception {
        var pipeline = new Pipeline("pipeline-chat").takeSnapshot();
        try (var slow = new OpenTransaction();
                var slower = new OpenTransaction()) {
            var first = slow.change();
            var second = slower.change();
            var third = choices.onPlan("free");

            pipeline.readToEnd(1_000);
            assertThat(pipeline.usableSince(third, CHAT))
                    .as("not delayed by open transactions")
                    .isNotNull();
            assertThat(pipeline.usableSince(first, CHAT)).isNull();
            var between = new Pipeline("pipeline-code").takeSnapshot();

            slower.commit();
            pipeline.readToEnd(1_000);
            between.readToEnd(1_000);
            assertThat(pipeline.usableSince(second, CHAT)).isNotNull();
            assertThat(pipeline.usableSince(first, CHAT)).isNull();

            slow.commit();
            pipeline.readToEnd(1);
            between.readToEnd(1);
            assertThat(pipeline.usableSince(first, CHAT)).isNotNull();
            assertThat(between.usableSince(first, CHAT)).isNotNull();
            assertThat(pipeline.applied()).hasSize(3);
            assertThat(between.applied()).as("the snapshot contains the third").hasSize(2);
        }
    }

    @Test
    void deliversEachChangeOnceToConsumersKilledAtRandom() throws Exception {
        var random = new Random(4);
        var accounts =
                IntStream.range(0, 25).mapToObj(n -> choices.onPlan("free")).toList();
        var start = new Pipeline("pipeline-chat").takeSnapshot();
        var whole = new Pipeline("pipeline-chat", start.keep());
        var killed = new Pipeline("pipeline-code", start.keep());
        var writers = startWriters(8, 100, accounts);
        var following = threads.submit(() -> {
            while (!areDone(writers)) {
                whole.follow(50, 1);
            }
        });
        var kept = killed.keep();
        var kills = 0;
        while (!areDone(writers) || kills < 3) {
            killed.follow(1 + random.nextInt(7), 0);
            if (random.nextInt(4) == 0) {
                kept = killed.keep();
            }
            if (random.nextInt(10) == 0) { // loses what it has applied since
                killed = new Pipeline("pipeline-code", kept);
                kills++;
            }
        }
        await(writers);
        following.get();

        whole.readToEnd(10_000);
        killed.readToEnd(61);
        var now = new Pipeline("pipeline-chat").takeSnapshot();
        assertThat(whole.usableSince()).isEqualTo(now.usableSince());
        assertThat(killed.usableSince()).isEqualTo(now.usableSince());
        assertThat(kills).isPositive();
        assertThat(whole.applied())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(recordedSince(start, accounts))
                .hasSizeGreaterThan(100);
        for (UUID account : accounts) {
            assertThat(whole.applied().stream().filter(change -> change.startsWith(account + " le-chat")))
                    .as("in the order of each account")
                    .isSorted();
        }
    }

    @Test
    void theFeedContinuesASnapshotTakenDuringWrites() throws Exception {
        var accounts =
                IntStream.range(0, 10).mapToObj(n -> choices.onPlan("pro")).toList();
        var writers = startWriters(4, 150, accounts);
        var pipelines = new ArrayList<Pipeline>();
        while (!areDone(writers)) {
            pipelines.add(new Pipeline("pipeline-chat").takeSnapshot());
        }
        await(writers);
        var now = new Pipeline("pipeline-chat").takeSnapshot();
        for (Pipeline pipeline : pipelines) {
            assertThat(pipeline.readToEnd(61).usableSince()).isEqualTo(now.usableSince());
        }
        assertThat(pipelines.get(0).applied())
                .as("changes after the first snapshot")
                .isNotEmpty();
    }

    @Test
    void validForIsZeroUnlessThePageIsTheLast() {
        var pipeline = new Pipeline("pipeline-chat").takeSnapshot();
        choices.onPlan("free");
        choices.onPlan("free");

        var first = pipeline.ask(1, 0);

        assertThat(first.<Boolean>path("more")).isTrue();
        assertThat(first.<Integer>path("validFor")).isZero();
        assertThat(pipeline.ask(2, 0).<Integer>path("validFor")).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 10001", "limit, x", "wait, 61", "wait, -1", "wait, 1.5"})
    void respondsWithAProblemForParametersOutOfBounds(String name, String value) {
        problem(
                Api.as("pipeline-chat")
                        .queryParam("after", "x")
                        .queryParam(name, value)
                        .get("/changes"),
                422,
                "invalid-value");
    }

    @Test
    void respondsWith410ToAnUnknownCursor() {
        problem(Api.as("pipeline-chat").get("/changes"), 400, "invalid-request");
        problem(Api.as("pipeline-chat").get("/changes?after=nonsense"), 410, "new-snapshot-needed");
    }

    @Test
    void respondsWith410ToAnExpiredCursor() {
        var old = new Pipeline("pipeline-chat").takeSnapshot();
        choices.onPlan("free");
        choices.onPlan("free");
        var pipeline = new Pipeline("pipeline-chat", old.keep());
        pipeline.follow(1, 0);
        Tampering.with("update permission_change set changed_at = changed_at - interval '8 days'");

        assertThat(feed.purgeExpired()).isPositive();

        problem(old.ask(10, 0), 410, "new-snapshot-needed");
        problem(pipeline.ask(10, 0), 410, "new-snapshot-needed");
        var fresh = new Pipeline("pipeline-chat").takeSnapshot();
        var account = choices.onPlan("free");
        assertThat(fresh.readToEnd(10).usableSince(account, CHAT)).isNotNull();
        assertThat(feed.purgeExpired()).isZero();
    }

    @Test
    void retainsChangesCommittedByALongTransaction() throws Exception {
        try (var forgotten = new OpenTransaction()) {
            var late = forgotten.change();
            choices.onPlan("free");
            Tampering.with("update permission_change set changed_at = changed_at - interval '8 days'");
            feed.purgeExpired();

            var pipeline = new Pipeline("pipeline-chat").takeSnapshot();
            var account = choices.onPlan("free");
            assertThat(pipeline.readToEnd(10).usableSince(account, CHAT)).isNotNull();

            forgotten.commit();
            assertThat(pipeline.readToEnd(10).usableSince(late, CHAT)).isNotNull();
        }
    }

    @Test
    void feedRestartsOnAnotherServerOrARestoredDatabase() {
        var before = new Pipeline("pipeline-chat").takeSnapshot();
        choices.onPlan("free");
        Tampering.with("update feed set origin = 'another server'");

        problem(before.ask(10, 0), 410, "new-snapshot-needed");

        var after = new Pipeline("pipeline-chat").takeSnapshot();
        problem(before.ask(10, 0), 410, "new-snapshot-needed");
        var account = choices.onPlan("free");
        assertThat(after.readToEnd(10).usableSince(account, CHAT)).isNotNull();
        assertThat(after.applied()).hasSize(1);
    }

    private List<String> recordedSince(Pipeline start, List<UUID> accounts) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.prepareStatement("""
                        select account, product, changed_at from permission_change where account = any (?)
                        and not pg_visible_in_snapshot(transaction, ?::pg_snapshot)""")) {
            sql.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
            sql.setString(2, ai.datacontrols.ledger.feed.Positions.snapshot(start.position()));
            try (var result = sql.executeQuery()) {
                while (result.next()) {
                    found.add("%s %s %s"
                            .formatted(
                                    result.getString(1),
                                    result.getString(2),
                                    result.getObject(3, java.time.OffsetDateTime.class)
                                            .toInstant()));
                }
            }
        }
        return found;
    }

    /** Each writer performs a fixed number of operations, so that the feed has an end. */
    private List<Future<?>> startWriters(int writers, int operations, List<UUID> accounts) {
        var started = new ArrayList<Future<?>>();
        for (var writer = 0; writer < writers; writer++) {
            var random = new Random(writer);
            started.add(threads.submit(() -> {
                for (var operation = 0; operation < operations; operation++) {
                    doSomething(accounts.get(random.nextInt(accounts.size())), random);
                }
            }));
        }
        return started;
    }

    private static boolean areDone(List<Future<?>> writers) {
        return writers.stream().allMatch(Future::isDone);
    }

    private static void await(List<Future<?>> writers) throws Exception {
        for (Future<?> writer : writers) {
            writer.get();
        }
    }

    private void doSomething(UUID account, Random random) {
        switch (random.nextInt(4)) {
            case 0 ->
                planRecorder.report(
                        new SubscriptionReport(account, CHAT, random.nextBoolean() ? "team" : "free", null));
            case 1 -> planRecorder.report(new SubscriptionReport(account, "la-plateforme", "experiment", null));
            case 2 -> choices.choose(account, Choice.OPTED_IN);
            default -> choices.choose(account, Choice.OPTED_OUT);
        }
    }

    /** A transaction that stays open between its change and its commit. */
    private static final class OpenTransaction implements AutoCloseable {

        private final Connection connection;

        OpenTransaction() throws SQLException {
            connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
            connection.setAutoCommit(false);
        }

        UUID change() throws SQLException {
            var account = UUID.randomUUID();
            try (var sql = connection.prepareStatement("""
                    insert into permission_change (account, sequence, product, usable_since, changed_at)
                    values (?, 1, 'le-chat', now(), now())""")) {
                sql.setObject(1, account);
                sql.executeUpdate();
            }
            return account;
        }

        void commit() throws SQLException {
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
