package ai.datacontrols.proof.store;

import static ai.datacontrols.proof.store.PublisherTest.KEY;
import static ai.datacontrols.proof.store.PublisherTest.sealAndPublish;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.proof.store.LogVerifier.Kind;
import ai.datacontrols.proof.store.LogVerifier.LogFinding;
import ai.datacontrols.proof.store.LogVerifier.Part;
import ai.datacontrols.proof.verify.Verify;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Manipulations by someone with the database's superuser and all keys are found by comparing the database, or new checkpoints, with what
 * was published before.
 */
@QuarkusTest
class ManipulationTest {

    private static final UUID VICTIM = UUID.fromString("0a000000-0000-4000-8000-000000000001");

    private static final String OF_VICTIM = "account = '0a000000-0000-4000-8000-000000000001'";

    /** Manipulations of the database. The victim's entries have the sequences 1 to 4. */
    enum Manipulation {
        ENTRY_EDITED(
                "the entry was changed",
                Kind.LOG_ENTRY_CHANGED,
                "update ledger_entry set language = 'fr' where sequence = 2 and " + OF_VICTIM),
        ENTRY_EDITED_WITH_HASHES(
                "the entry was changed",
                Kind.LOG_ENTRY_CHANGED,
                "update ledger_entry set kind = 'OPTED_IN', hash = sha256('a') where sequence = 2 and " + OF_VICTIM,
                "update ledger_entry set previous_hash = sha256('a') where sequence = 3 and " + OF_VICTIM),
        ENTRY_INSERTED(
                "has no leaf",
                Kind.LOG_ENTRY_UNSEALED,
                "insert into ledger_entry (account, sequence, kind, product, happened_at, recorded_at, actor, surface,"
                        + " previous_hash, hash, transaction) select account, 5, 'OPTED_IN', product, happened_at, recorded_at"
                        + " + interval '1 microsecond', actor, surface, hash, sha256('b'), transaction from ledger_entry"
                        + " where sequence = 4 and " + OF_VICTIM),
        ENTRY_REMOVED(
                "was removed",
                Kind.LOG_ENTRY_REMOVED,
                "delete from ledger_entry where sequence = 2 and " + OF_VICTIM,
                "update ledger_entry set sequence = 2, previous_hash = sha256('c') where sequence = 3 and "
                        + OF_VICTIM),
        ENTRIES_REORDERED(
                "the entry was changed",
                Kind.LOG_ENTRY_CHANGED,
                "update ledger_entry set sequence = 99 where sequence = 2 and " + OF_VICTIM,
                "update ledger_entry set sequence = 2 where sequence = 3 and " + OF_VICTIM,
                "update ledger_entry set sequence = 3 where sequence = 99 and " + OF_VICTIM),
        TAIL_CUT_WITH_HEAD(
                "was removed",
                Kind.LOG_ENTRY_REMOVED,
                "delete from ledger_entry where sequence = 4 and " + OF_VICTIM,
                "update account_head set last_sequence = 3 where " + OF_VICTIM),
        TAIL_CUT_WITH_HEAD_AND_LEAF(
                "has no leaves",
                Kind.LOG_LEAF_REMOVED,
                "delete from ledger_entry where sequence = 4 and " + OF_VICTIM,
                "delete from log_leaf where sequence = 4 and " + OF_VICTIM,
                "update account_head set last_sequence = 3 where " + OF_VICTIM),
        ACCOUNT_REMOVED(
                "was removed",
                Kind.LOG_ENTRY_REMOVED,
                "delete from ledger_entry where " + OF_VICTIM,
                "delete from log_secret where " + OF_VICTIM,
                "delete from account_head where " + OF_VICTIM),
        LEDGER_REWRITTEN(
                "the entry was changed",
                Kind.LOG_ENTRY_CHANGED,
                "update ledger_entry set product = 'la-plateforme', hash = sha256(hash), previous_hash = case when"
                        + " previous_hash = '' then previous_hash else sha256(previous_hash) end"),
        ERASURE_AS_AN_ALIBI(
                "no erasure covers it", Kind.LOG_SECRET_REMOVED, "delete from log_secret where " + OF_VICTIM);

        private final String finding;
        private final Kind kind;
        private final String[] statements;

        Manipulation(String finding, Kind kind, String... statements) {
            this.finding = finding;
            this.kind = kind;
            this.statements = statements;
        }
    }

    @TempDir
    Path temporary;

    private final LogDatabase database = LogDatabase.create();
    private Path directory;

    @BeforeEach
    void publish() throws Exception {
        directory = Files.createDirectories(temporary.resolve("log"));
        database.record(3);
        for (var sequence = 1; sequence <= 4; sequence++) {
            database.record(VICTIM, sequence);
        }
        var erased = UUID.randomUUID();
        database.record(erased, 1);
        sealAndPublish(database, directory);
        database.record(erased, 2, "ACCOUNT_ERASED");
        database.executeAsSuperuser("delete from log_secret where account = '%s'".formatted(erased));
        database.record(2);
        sealAndPublish(database, directory);
    }

    @Test
    void nothingIsFoundInALedgerThatWasNotManipulated() throws Exception {
        assertThat(audit(database)).isEmpty();
        assertThat(findings(database)).isEmpty();
        assertThat(verify(directory.resolve("1"))).startsWith("0: ");
    }

    @ParameterizedTest
    @EnumSource(Manipulation.class)
    void theAuditAndTheContinuousVerificationFindEachManipulation(Manipulation manipulation) throws Exception {
        database.tamper(manipulation.statements);

        assertThat(audit(database)).anySatisfy(finding -> assertThat(finding).contains(manipulation.finding));
        assertThat(findings(database)).contains(manipulation.kind);
    }

    /** The erasure deletes the secret, and gets its leaf later. */
    @Test
    void anErasureThatIsNotSealedYetIsNotCalledAManipulation() throws SQLException {
        database.record(VICTIM, 5, "ACCOUNT_ERASED");
        database.executeAsSuperuser("delete from log_secret where " + OF_VICTIM);

        assertThat(findings(database)).isEmpty();
        assertThat(audit(database))
                .hasSize(4)
                .allSatisfy(
                        finding -> assertThat(finding).contains("was closed by an erasure after this copy was made"));
    }

    /** Leaves and tiles are in the database, but the signed root is outside. */
    @Test
    void theContinuousVerificationFindsALeafAndATileThatWereChanged() throws Exception {
        database.tamper("update log_tile set hashes = set_byte(hashes, 40, 1 - get_byte(hashes, 40) % 2)");
        assertThat(findings(database)).containsOnly(Kind.LOG_TILE);

        database.tamper("update log_leaf set commitment = sha256('a') where sequence = 2 and " + OF_VICTIM);
        assertThat(findings(database)).contains(Kind.LOG_LEAF_CHANGED);
    }

    /** With the log's key and without its memory, a shortened ledger can be signed as a log of the same name. */
    @Test
    void anEarlierCheckpointShowsThatTheLogWasRewritten() throws Exception {
        var published = Files.copy(directory.resolve("1/checkpoint"), temporary.resolve("published"));
        var forged = forge(15);

        assertThat(verify(published, forged.resolve("1")))
                .startsWith("1: ")
                .contains("The log was rewritten before entry 11");
    }

    @Test
    void twoCheckpointsOfOneSizeShowASplitView() throws Exception {
        var published = Files.copy(directory.resolve("1/checkpoint"), temporary.resolve("published"));
        var forged = forge(11);

        assertThat(verify(published, forged.resolve("1/checkpoint")))
                .startsWith("1: ")
                .contains("A split view: the log signed two different trees of 11 entries");
    }

    private Path forge(int entries) throws IOException, SQLException {
        var other = LogDatabase.create();
        other.record(entries);
        var forged = Files.createDirectories(temporary.resolve("forged"));
        assertThat(sealAndPublish(other, forged)).isEqualTo(PublishOutcome.PUBLISHED);
        return forged;
    }

    private List<String> audit(LogDatabase some) throws SQLException {
        try (var connection = some.connectAsSuperuser()) {
            return LedgerAudit.run(connection, KEY.verifierKey(), 1, directory.resolve("1"));
        }
    }

    /** Compares four leaves at a time. */
    private Set<Kind> findings(LogDatabase some) {
        try (var opened = some.open()) {
            var verifier = new LogVerifier(opened.jdbc(), TestLogConfig.of(KEY, directory));
            var found = new ArrayList<>(verifier.compareEntries(List.of(VICTIM)));
            Part part;
            for (var next = 0L; ; next = part.next()) {
                part = verifier.compare(next, 4).orElseThrow();
                found.addAll(part.findings());
                if (part.isEnd()) {
                    return found.stream().map(LogFinding::kind).collect(Collectors.toSet());
                }
            }
        }
    }

    private static String verify(Path... paths) {
        var out = new ByteArrayOutputStream();
        var arguments = new ArrayList<>(List.of("--key", KEY.verifierKey().toString()));
        List.of(paths).forEach(path -> arguments.add(path.toString()));
        var result = Verify.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        return result + ": " + out.toString(StandardCharsets.UTF_8);
    }
}
