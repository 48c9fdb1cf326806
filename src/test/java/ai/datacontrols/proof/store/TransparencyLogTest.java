package ai.datacontrols.proof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.Erasure;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.LogPolicy;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every entry of the ledger gets one leaf, in the order of its account, beside choices and erasures. */
@QuarkusTest
class TransparencyLogTest {

    private static final int WRITERS = 8;

    @Inject
    TransparencyLog log;

    @Inject
    LogReader reader;

    @Inject
    Ledger ledger;

    @Inject
    Erasure erasure;

    @Inject
    Choices choices;

    @Inject
    Jdbc jdbc;

    @Test
    void everyEntryHasOneLeafInTheOrderOfItsAccount() throws Exception {
        var accounts = Stream.generate(() -> choices.onPlan("pro")).limit(4).toList();
        var threads = Executors.newFixedThreadPool(WRITERS + 2);
        try {
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> threads.submit(() -> write(accounts.get(writer % 4))))
                    .toList();
            Callable<Void> integration = () -> {
                while (!writers.stream().allMatch(Future::isDone)) {
                    log.integrate();
                }
                return null;
            };
            for (var sequencing : threads.invokeAll(List.of(integration, integration))) {
                sequencing.get();
            }
            for (var writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }

        for (var account : accounts) {
            var entries = Recorded.entries(ledger, account).size();
            var leaves = sealed(account, entries);
            assertThat(leaves.keySet())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, entries).boxed().toList());
            assertThat(new ArrayList<>(leaves.values())).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void anEntryThatIsCommittedLateGetsALaterLeaf() throws Exception {
        var late = choices.onPlan("pro");
        var early = choices.onPlan("pro");
        var recorded = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var threads = Executors.newSingleThreadExecutor();
        try {
            var transaction =
                    threads.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
                        choices.choose(late, Choice.OPTED_OUT);
                        recorded.countDown();
                        await(goOn);
                    }));
            recorded.await();
            choices.choose(early, Choice.OPTED_OUT);
            var earlier = sealed(early, 2).get(2L);
            goOn.countDown();
            transaction.get();

            assertThat(sealed(late, 2).get(2L)).isGreaterThan(earlier);
        } finally {
            goOn.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void theProofOfAnEntryVerifies() {
        var account = choices.onPlan("pro");
        choices.choose(account, Choice.OPTED_OUT);
        sealed(account, 2);
        published(account, 2);

        var published = reader.current().orElseThrow();
        for (var entry : ledger.entries(account)) {
            var proof = reader.proof(entry).orElseThrow();
            var leaf = Hash.leaf(ai.datacontrols.proof.Commitment.of(
                    proof.nonce(), proof.encoding().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            proof.proof().verify(leaf, new LogPolicy(published.keys(), List.of(), 0));
            assertThat(proof.encoding()).contains("hash 64 ").contains("account 36 " + account);
            assertThat(proof.place().index())
                    .isEqualTo(reader.indexes(account, List.of(entry.sequence)).get(entry.sequence));
        }
    }

    @Test
    void onlyTheLeavesThatArePresentOnAPageAreRead() {
        var account = choices.onPlan("pro");
        choices.choose(account, Choice.OPTED_OUT);
        sealed(account, 2);
        published(account, 2);

        assertThat(reader.indexes(account, List.of(2L, 3L))).containsOnlyKeys(2L);
        assertThat(reader.indexes(account, List.of())).isEmpty();
    }

    @Test
    void anErasureDeletesTheSecretAndCoversTheLeaves() {
        var account = choices.onPlan("pro");
        choices.choose(account, Choice.OPTED_OUT);
        var leaves = sealed(account, 2);
        assertThat(hasSecret(account)).isTrue();

        erasure.erase(account, "operator");

        assertThat(hasSecret(account)).isFalse();
        sealed(account, 3);
        assertThat(hasSecret(account)).isFalse();
        var found = jdbc.call("", connection -> LogRows.leaves(connection, account, 3))
                .get(0);
        assertThat(found.covered()).containsExactlyElementsOf(leaves.values());
        published(account, 3);
        assertThat(reader.proof(ledger.entry(account, 2).orElseThrow())).isEmpty();
        assertThat(reader.proof(ledger.entry(account, 3).orElseThrow())
                        .orElseThrow()
                        .encoding())
                .contains("kind 14 ACCOUNT_ERASED")
                .contains("covered ");
    }

    @Test
    void leavesCanOnlyBeAppended() {
        for (var statement :
                List.of("delete from log_leaf", "update log_leaf set index = index + 1", "delete from log_erasure")) {
            assertThatThrownBy(() -> jdbc.call("refused", connection -> {
                        try (var sql = connection.createStatement()) {
                            return sql.executeUpdate(statement);
                        }
                    }))
                    .hasMessageContaining("refused");
        }
    }

    private Void write(UUID account) {
        for (var i = 0; i < 10; i++) {
            choices.choose(account, i % 2 == 0 ? Choice.OPTED_OUT : Choice.OPTED_IN);
        }
        return null;
    }

    /** Seals until an account has so many leaves; the application seals as well. */
    private Map<Long, Long> sealed(UUID account, int count) {
        var leaves = leaves(account);
        while (leaves.size() < count) {
            log.integrate();
            leaves = leaves(account);
        }
        return leaves;
    }

    private void published(UUID account, int count) {
        var sequences = LongStream.rangeClosed(1, count).boxed().toList();
        while (reader.indexes(account, sequences).size() < count) {
            log.publish();
        }
    }

    private Map<Long, Long> leaves(UUID account) {
        var leaves = new TreeMap<Long, Long>();
        jdbc.call("", connection -> LogRows.leaves(connection, 1, account, 0, Long.MAX_VALUE, 10_000))
                .forEach(leaf -> leaves.put(leaf.sequence(), leaf.index()));
        return leaves;
    }

    private boolean hasSecret(UUID account) {
        return jdbc.call("", connection -> {
            try (var sql = connection.prepareStatement("select from log_secret where account = ?")) {
                sql.setObject(1, account);
                return sql.executeQuery().next();
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
