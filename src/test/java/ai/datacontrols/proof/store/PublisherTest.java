package ai.datacontrols.proof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.ledger.StoredEntries;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.EntryBundle;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.SignatureType;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.SigningKey;
import ai.datacontrols.proof.Tile;
import ai.datacontrols.proof.store.LogRows.State;
import ai.datacontrols.proof.store.Publisher.Step;
import ai.datacontrols.proof.verify.Verify;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No checkpoint is signed that is inconsistent with one signed before, whatever crashes or is restored. */
@QuarkusTest
class PublisherTest {

    private static final String ORIGIN = "consent.example/log";
    static final SigningKey KEY = SigningKey.generate(ORIGIN, SignatureType.ED25519);

    @TempDir
    Path temporary;

    private final LogDatabase database = LogDatabase.create();

    @Test
    void theDirectoryIsALogThatTheVerifierAccepts() throws Exception {
        database.record(300);
        var directory = directory("log");

        assertThat(sealAndPublish(database, directory)).isEqualTo(PublishOutcome.PUBLISHED);
        database.record(300);
        assertThat(sealAndPublish(database, directory)).isEqualTo(PublishOutcome.PUBLISHED);

        assertThat(verify(directory.resolve("1")))
                .contains("holds")
                .contains("600 entries")
                .contains("3 entry bundles");
        assertThat(state(database).checkpoint().toString())
                .isEqualTo(Files.readString(directory.resolve("1/checkpoint")));
        assertThat(files(directory).keySet())
                .noneMatch(file -> file.contains(".new"))
                .filteredOn(file -> file.contains(".p/"))
                .as("only the newest partial tiles")
                .containsExactlyInAnyOrder("1/tile/0/002.p/88", "1/tile/1/000.p/2", "1/tile/entries/002.p/88");
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aCrashAfterAnyStepLeavesTheSameLog(Step crash) throws Exception {
        database.record(250);
        var directory = directory("log");
        sealAndPublish(database, directory);
        database.record(10);
        seal(database);
        var uninterrupted = directory("uninterrupted");
        copy(directory, uninterrupted);
        inTransaction(database, uninterrupted, step -> {}, false);

        assertThatThrownBy(() -> inTransaction(
                        database,
                        directory,
                        step -> {
                            if (step == crash) {
                                throw new IllegalStateException("crash after " + step);
                            }
                        },
                        true))
                .hasMessageContaining("crash");
        assertThat(publish(database, directory)).isEqualTo(PublishOutcome.PUBLISHED);

        assertThat(Files.readString(directory.resolve("1/checkpoint")))
                .isEqualTo(Files.readString(uninterrupted.resolve("1/checkpoint")))
                .isEqualTo(state(database).checkpoint().toString());
        assertThat(files(directory)).containsAllEntriesOf(files(uninterrupted));
        verify(directory.resolve("1"));
    }

    @Test
    void aRoundThatFailsLeavesNoLeaf() throws Exception {
        database.record(3);
        try (var connection = database.connect()) {
            Sequencer.begin(connection, first());
            connection.commit();
            new Sequencer().integrate(connection, LogRows.current(connection).orElseThrow(), 100);
            connection.rollback();
            assertThat(LogRows.current(connection).orElseThrow().size()).isZero();
        }
        seal(database);
        assertThat(state(database).size()).isEqualTo(3);
    }

    @Test
    void twoInstancesMakeOneLog() throws Exception {
        var directory = directory("log");
        var seen = Collections.synchronizedList(new ArrayList<String>());
        var threads = Executors.newFixedThreadPool(3);
        try {
            var writer = threads.submit(() -> {
                for (var i = 0; i < 40; i++) {
                    database.record(5);
                }
            });
            Callable<Void> instance = () -> {
                while (!writer.isDone()) {
                    sealAndPublish(database, directory);
                    var checkpoint = state(database);
                    if (checkpoint != null && checkpoint.checkpoint() != null) {
                        seen.add(checkpoint.checkpoint().toString());
                    }
                }
                return null;
            };
            for (var each : threads.invokeAll(List.of(instance, instance))) {
                each.get();
            }
            writer.get();
        } finally {
            threads.shutdownNow();
        }
        sealAndPublish(database, directory);

        var paths = new ArrayList<Path>(List.of(directory.resolve("1")));
        for (var checkpoint : seen.stream().distinct().toList()) {
            paths.add(Files.writeString(temporary.resolve("checkpoint-" + paths.size()), checkpoint));
        }
        assertThat(paths).hasSizeGreaterThan(3);
        assertThat(verify(paths.toArray(Path[]::new))).contains("200 entries");
    }

    @Test
    void aDatabaseThatIsAheadContinuesTheLog() throws Exception {
        database.record(3);
        var directory = directory("log");
        sealAndPublish(database, directory);
        var backup = database.copy();
        backup.record(2);

        assertThat(sealAndPublish(backup, directory)).isEqualTo(PublishOutcome.PUBLISHED);
        assertThat(Checkpoint.parse(state(backup).checkpoint().text()).origin()).isEqualTo(ORIGIN);
        assertThat(state(backup).size()).isEqualTo(5);
    }

    @Test
    void aDatabaseThatWasSetBackBeginsANewLog() throws Exception {
        database.record(3);
        var directory = directory("log");
        sealAndPublish(database, directory);
        var backup = database.copy();
        database.record(2);
        sealAndPublish(database, directory);
        var lost = SignedNote.parse(Files.readString(directory.resolve("1/checkpoint")));

        assertThat(sealAndPublish(backup, directory)).isEqualTo(PublishOutcome.NEW_LOG);
        backup.record(7);
        assertThat(sealAndPublish(backup, directory)).isEqualTo(PublishOutcome.PUBLISHED);

        assertThat(Files.readString(directory.resolve("1/checkpoint"))).isEqualTo(lost.toString());
        assertThat(verify(directory.resolve("1"))).contains("5 entries");
        var second = state(backup);
        assertThat(second.origin()).isEqualTo(ORIGIN + "/2");
        assertThat(second.size()).as("the predecessor and all entries").isEqualTo(1 + 3 + 7);
        assertThat(second.predecessor().toString()).isEqualTo(lost.toString());
        var entries = new LogDirectory(directory)
                .read(2, new Tile(Tile.ENTRIES, 0, 1))
                .orElseThrow();
        assertThat(EntryBundle.decode(entries).get(0)).isEqualTo(SuccessionLeaf.of(lost));
        assertThat(verify(KEY.withName(ORIGIN + "/2"), directory.resolve("2"))).contains("11 entries");
    }

    @Test
    void aDatabaseWithOtherEntriesBeginsANewLog() throws Exception {
        var backup = database.copy();
        var directory = directory("log");
        database.record(5);
        sealAndPublish(database, directory);
        backup.record(8);
        seal(backup);

        assertThat(publish(backup, directory)).isEqualTo(PublishOutcome.NEW_LOG);
        assertThat(state(backup).checkpoint()).isNull();
    }

    @Test
    void aDatabaseOfAnEarlierLogBeginsALaterOne() throws Exception {
        database.record(3);
        var directory = directory("log");
        sealAndPublish(database, directory);
        var backup = database.copy();
        database.record(1);
        sealAndPublish(database, directory);
        var again = backup.copy();
        sealAndPublish(backup, directory);
        sealAndPublish(backup, directory);

        assertThat(sealAndPublish(again, directory)).isEqualTo(PublishOutcome.NEW_LOG);
        assertThat(sealAndPublish(again, directory)).isEqualTo(PublishOutcome.PUBLISHED);
        assertThat(state(again).origin()).isEqualTo(ORIGIN + "/3");
    }

    @Test
    void signsNothingWithoutTheMemoryOfWhatWasSigned() throws Exception {
        database.record(3);
        sealAndPublish(database, directory("log"));
        database.record(1);
        var empty = directory("empty");

        assertThat(sealAndPublish(database, empty)).isEqualTo(PublishOutcome.NO_MEMORY);
        assertThat(sealAndPublish(database, temporary.resolve("missing"))).isEqualTo(PublishOutcome.NO_MEMORY);
        assertThat(files(empty)).isEmpty();
        assertThat(state(database).checkpointSize()).isEqualTo(3);
        assertThat(sealAndPublish(database, directory("log")))
                .as("with the directory again")
                .isEqualTo(PublishOutcome.PUBLISHED);
    }

    @Test
    void signsNothingIfTheCheckpointInTheDirectoryIsNotByTheLog() throws Exception {
        database.record(3);
        var directory = directory("log");
        sealAndPublish(database, directory);
        var other = SigningKey.generate(ORIGIN, SignatureType.ED25519);
        var checkpoint = Checkpoint.parse(state(database).checkpoint().text());
        Files.writeString(
                directory.resolve("1/checkpoint"), checkpoint.sign(other).toString());
        database.record(1);

        assertThat(sealAndPublish(database, directory)).isEqualTo(PublishOutcome.NO_MEMORY);
    }

    @Test
    void aKeyWithAnotherNameSignsNothing() throws Exception {
        database.record(3);
        var directory = directory("log");
        sealAndPublish(database, directory);
        var renamed = new LogKeys(List.of(KEY.withName("other.example/log")));

        try (var connection = database.connect()) {
            assertThat(new Publisher(renamed, new LogDirectory(directory), step -> {})
                            .publish(connection, LogRows.current(connection).orElseThrow()))
                    .isEqualTo(PublishOutcome.OTHER_ORIGIN);
        }
    }

    @Test
    void aSecondKeySignsBesideTheFirstAndThenAlone() throws Exception {
        var next = SigningKey.generate(ORIGIN, SignatureType.ED25519);
        var directory = directory("log");
        for (var keys : List.of(List.of(KEY), List.of(KEY, next), List.of(next))) {
            database.record(1);
            seal(database);
            try (var connection = database.connect()) {
                LogRows.lock(connection);
                assertThat(new Publisher(new LogKeys(keys), new LogDirectory(directory), step -> {})
                                .publish(connection, LogRows.current(connection).orElseThrow()))
                        .isEqualTo(PublishOutcome.PUBLISHED);
                connection.commit();
            }
            assertThat(state(database).checkpoint().signatures()).hasSameSizeAs(keys);
        }
        assertThat(verify(next, directory.resolve("1"))).contains("3 entries");
        assertThat(new LogDirectory(directory).keys(1)).containsExactly(KEY.verifierKey(), next.verifierKey());
    }

    @Test
    void theKeysOfAnEndedLogArePublishedAfterTheyWereReplaced() throws Exception {
        database.record(3);
        var directory = directory("log");
        sealAndPublish(database, directory);
        var backup = LogDatabase.create();
        backup.record(1);
        sealAndPublish(backup, directory);
        var next = SigningKey.generate(ORIGIN, SignatureType.ED25519);
        try (var connection = backup.connect()) {
            LogRows.lock(connection);
            assertThat(new Publisher(new LogKeys(List.of(KEY, next)), new LogDirectory(directory), step -> {})
                            .publish(connection, LogRows.current(connection).orElseThrow()))
                    .isEqualTo(PublishOutcome.PUBLISHED);
            connection.commit();
        }

        try (var opened = backup.open()) {
            var reader =
                    new LogReader(opened.jdbc(), new DatabaseClock(opened.jdbc()), TestLogConfig.of(next, directory));
            var current = reader.current().orElseThrow();

            assertThat(current.origin()).isEqualTo(ORIGIN + "/2");
            assertThat(current.keys())
                    .containsExactly(next.withName(ORIGIN + "/2").verifierKey());
            assertThat(reader.retiredKeys(current))
                    .containsExactly(KEY.withName(ORIGIN + "/2").verifierKey());
            assertThat(reader.earlier(current))
                    .singleElement()
                    .satisfies(ended -> assertThat(ended.keys()).containsExactly(KEY.verifierKey()));
            assertThat(reader.health().number()).isEqualTo(2);
            assertThat(reader.health().unsealed()).as("in the new log").isEqualTo(1);
            assertThat(reader.health().checkpointAge()).isBetween(0.0, 60.0);
        }
    }

    /** A witness that was away while the key was replaced has cosigned only an earlier checkpoint. */
    @Test
    void aProofByAnEarlierCheckpointHoldsAfterTheKeyWasReplaced() throws Exception {
        var account = UUID.randomUUID();
        database.record(account, 1);
        var directory = directory("log");
        sealAndPublish(database, directory);
        var next = SigningKey.generate(ORIGIN, SignatureType.ED25519);
        try (var connection = database.connect()) {
            var log = LogRows.current(connection).orElseThrow();
            LogRows.cosign(connection, 1, log.checkpoint(), log.checkpointSize());
            connection.commit();
        }
        for (var keys : List.of(List.of(KEY, next), List.of(next))) {
            database.record(1);
            seal(database);
            try (var connection = database.connect()) {
                LogRows.lock(connection);
                new Publisher(new LogKeys(keys), new LogDirectory(directory), step -> {})
                        .publish(connection, LogRows.current(connection).orElseThrow());
                connection.commit();
            }
        }

        try (var opened = database.open();
                var connection = database.connect()) {
            var reader =
                    new LogReader(opened.jdbc(), new DatabaseClock(opened.jdbc()), TestLogConfig.of(next, directory));

            assertThat(reader.proof(entry(connection, account, 1)).orElseThrow().holds())
                    .isTrue();
        }
    }

    @Test
    void aCosignerOfItsOwnAddsTheTime() throws Exception {
        var time = SigningKey.generate("consent.example/time", SignatureType.ED25519_COSIGNATURE);
        var keys = new LogKeys(List.of(KEY), Optional.of(time));
        database.record(3);
        seal(database);
        var directory = directory("log");
        try (var connection = database.connect()) {
            LogRows.lock(connection);
            assertThat(new Publisher(keys, new LogDirectory(directory), step -> {})
                            .publish(connection, LogRows.current(connection).orElseThrow()))
                    .isEqualTo(PublishOutcome.PUBLISHED);
            connection.commit();
        }

        var checkpoint = state(database).checkpoint();
        assertThat(new LogPolicy(List.of(KEY.verifierKey()), List.of(time.verifierKey()), 1)
                        .open(checkpoint)
                        .cosignatures())
                .singleElement()
                .satisfies(cosignature -> assertThat(cosignature.time())
                        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60)));
        assertThat(keys.countWitnesses(1, checkpoint)).as("it is no witness").isZero();
        assertThat(verify(directory.resolve("1"))).contains("3 entries");
    }

    @Test
    void entriesRestoredOnAnotherServerStillGetLeaves() throws Exception {
        database.record(3);
        var directory = directory("log");
        sealAndPublish(database, directory);
        database.executeAsSuperuser(
                "update transparency_log set server = 'another', sealed = '900000000000:900000000000:'");
        database.record(2);

        assertThat(sealAndPublish(database, directory)).isEqualTo(PublishOutcome.PUBLISHED);
        assertThat(state(database).size()).isEqualTo(5);
    }

    @Test
    void entriesFromBeforeTransactionsWereRecordedGetLeaves() throws Exception {
        database.record(3);
        database.executeAsSuperuser("alter table ledger_entry disable trigger append_only");
        database.executeAsSuperuser("update ledger_entry set transaction = null");

        seal(database);
        assertThat(state(database).size()).isEqualTo(3);
    }

    @Test
    void aBackfillInPartsKeepsTheOrderOfEachAccount() throws Exception {
        var accounts = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        for (var sequence = 1; sequence <= 4; sequence++) {
            for (var account : accounts) {
                database.record(account, sequence);
            }
        }

        seal(database, 5);

        try (var connection = database.connect()) {
            for (var account : accounts) {
                var leaves =
                        new TreeMap<>(LogRows.indexes(connection, 1, account, List.of(1L, 2L, 3L, 4L), Long.MAX_VALUE));
                assertThat(leaves.keySet()).containsExactly(1L, 2L, 3L, 4L);
                assertThat(new ArrayList<>(leaves.values())).isSorted();
            }
        }
        assertThat(state(database).size()).isEqualTo(12);
    }

    @Test
    void anErasureCoversTheLeavesOfItsAccountAlsoThoseOfOneRound() throws Exception {
        var account = UUID.randomUUID();
        database.record(account, 1);
        seal(database);
        database.record(account, 2);
        database.record(1);
        database.record(account, 3, "ACCOUNT_ERASED");
        seal(database);

        try (var connection = database.connect()) {
            var leaves = LogRows.indexes(connection, 1, account, List.of(1L, 2L), Long.MAX_VALUE);
            var erasure = LogRows.leaves(connection, account, 3).get(0);
            assertThat(erasure.covered()).containsExactly(leaves.get(1L), leaves.get(2L));
            assertThat(erasure.secret()).isNull();
            var sealed = LogRows.commitments(connection, 1, new Tile(0, 0, 4)).get((int) erasure.index());
            var entry = entry(connection, account, 3);
            assertThat(EntryCommitment.ofErasure(entry, erasure.covered(), erasure.openNonce()))
                    .as("anyone with the database can open it")
                    .isEqualTo(sealed);
            assertThat(EntryCommitment.ofErasure(entry, List.of(), erasure.openNonce()))
                    .isNotEqualTo(sealed);
        }
    }

    private static LedgerEntry entry(Connection connection, UUID account, long sequence) throws SQLException {
        return StoredEntries.find(connection, account, sequence).orElseThrow();
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectories(temporary.resolve(name));
    }

    private static State first() {
        return new State(1, ORIGIN, null, 0, true, true, null, 0, null, 0, null);
    }

    static PublishOutcome sealAndPublish(LogDatabase database, Path directory) throws SQLException {
        seal(database);
        return publish(database, directory);
    }

    private static void seal(LogDatabase database) throws SQLException {
        seal(database, 100);
    }

    private static void seal(LogDatabase database, int limit) throws SQLException {
        try (var connection = database.connect()) {
            var more = true;
            while (more) {
                if (!LogRows.lock(connection)) {
                    connection.rollback();
                    return;
                }
                if (LogRows.current(connection).isEmpty()) {
                    Sequencer.begin(connection, first());
                }
                more = new Sequencer()
                        .integrate(connection, LogRows.current(connection).orElseThrow(), limit);
                connection.commit();
            }
        }
    }

    private static PublishOutcome publish(LogDatabase database, Path directory) throws SQLException {
        return inTransaction(database, directory, step -> {}, true);
    }

    private static PublishOutcome inTransaction(
            LogDatabase database, Path directory, Consumer<Step> steps, boolean commit) throws SQLException {
        try (var connection = database.connect()) {
            if (!LogRows.lock(connection) || LogRows.current(connection).isEmpty()) {
                return PublishOutcome.BUSY;
            }
            var outcome = new Publisher(new LogKeys(List.of(KEY)), new LogDirectory(directory), steps)
                    .publish(connection, LogRows.current(connection).orElseThrow());
            if (commit) {
                connection.commit();
            }
            return outcome;
        }
    }

    private static State state(LogDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            return LogRows.current(connection).orElse(null);
        }
    }

    private static String verify(Path... paths) {
        return verify(KEY, paths);
    }

    private static String verify(SigningKey key, Path... paths) {
        var out = new ByteArrayOutputStream();
        var arguments = new ArrayList<String>(List.of("--key", key.verifierKey().toString()));
        List.of(paths).forEach(path -> arguments.add(path.toString()));
        var result = Verify.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        var said = out.toString(StandardCharsets.UTF_8);
        assertThat(result).as(said).isEqualTo(Verify.HOLDS);
        return said;
    }

    private static Map<String, String> files(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            var contents = new TreeMap<String, String>();
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList()) {
                contents.put(
                        directory.relativize(file).toString(),
                        Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
            return contents;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
