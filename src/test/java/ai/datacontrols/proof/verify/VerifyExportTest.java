package ai.datacontrols.proof.verify;

import static ai.datacontrols.proof.verify.TestExport.ACCOUNT;
import static ai.datacontrols.proof.verify.TestExport.OTHER_ACCOUNT;
import static ai.datacontrols.proof.verify.TestExport.seal;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.proof.TestLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The verifier finds each way in which an export can differ from what was sealed. */
class VerifyExportTest {

    /** Changes of an export of five entries by someone with the keys of the chain, and the log's key. */
    enum Forgery {
        AN_ENTRY_IS_CHANGED(
                "Entry 2 says that kind is OPTED_OUT, but its encoding has OPTED_IN",
                export -> export.entry(2).put("kind", "OPTED_OUT")),
        AN_ENTRY_IS_CHANGED_WITH_ITS_ENCODING("Entry 2 is not the one that was sealed", export -> {
            export.entry(2).put("kind", "OPTED_OUT");
            export.entry(2).put("hashedText", export.encoding(export.entry(2)));
        }),
        AN_ENTRY_IS_CHANGED_WITH_ITS_LEAF("The proof of the entries leads to another root", export -> {
            export.entry(2).put("kind", "OPTED_OUT");
            export.seal(export.entry(2), 2);
        }),
        A_MEMBER_IS_LEFT_OUT(
                "Entry 2 says that product is null, but its encoding has le-chat",
                export -> export.entry(2).remove("product")),
        A_HASH_IS_CHANGED(
                "Entry 3 does not follow the entry before it",
                export -> export.entry(2).put("hash", "%064x".formatted(99))),
        AN_ENTRY_IS_REMOVED("Entry 4 is where entry 3 must be", export -> export.entries.remove(2)),
        AN_ENTRY_IS_REMOVED_AND_THE_NEXT_ONES_FOLLOW("Entry 3 is not the one that was sealed", export -> {
            export.entries.remove(2);
            for (var sequence = 3; sequence <= 4; sequence++) {
                export.entry(sequence).put("sequence", sequence);
                export.entry(sequence)
                        .put("previousHash", export.entry(sequence - 1).get("hash"));
                export.entry(sequence).put("hashedText", export.encoding(export.entry(sequence)));
            }
        }),
        THE_FIRST_ENTRY_IS_REMOVED("Entry 2 is where entry 1 must be", export -> export.entries.remove(0)),
        AN_ENTRY_IS_ADDED("Entry 6 was sealed before the entry that it follows", export -> {
            var added = new LinkedHashMap<>(export.entry(5));
            added.put("sequence", 6);
            added.put("previousHash", export.entry(5).get("hash"));
            added.put("seal", new LinkedHashMap<>(Map.of("index", 0, "nonce", nonce())));
            export.entries.add(added);
            export.seal(added, 6);
        }),
        AN_ENTRY_IS_ADDED_AT_A_LEAF_OF_OTHERS("The proof of the entries leads to another root", export -> {
            var added = new LinkedHashMap<>(export.entry(5));
            added.put("sequence", 6);
            added.put("previousHash", export.entry(5).get("hash"));
            added.put(
                    "seal",
                    new LinkedHashMap<>(Map.of(
                            "index",
                            export.log.size() - 1,
                            "nonce",
                            seal(export.entry(5)).get("nonce"))));
            export.entries.add(added);
            export.seal(added, 5);
        }),
        ENTRIES_ARE_REORDERED("Entry 3 is where entry 2 must be", export -> Collections.swap(export.entries, 1, 2)),
        THE_PLACES_IN_THE_LOG_ARE_REORDERED("Entry 3 was sealed before the entry that it follows", export -> {
            var second = seal(export.entry(2)).get("index");
            seal(export.entry(2)).put("index", seal(export.entry(3)).get("index"));
            seal(export.entry(3)).put("index", second);
        }),
        AN_ENTRY_IS_FROM_ANOTHER_ACCOUNT(
                "Entry 2 is of account " + OTHER_ACCOUNT,
                export ->
                        export.entries.set(1, TestExport.of(OTHER_ACCOUNT, 5, 0).entry(2))),
        A_NONCE_IS_THAT_OF_ANOTHER_ENTRY(
                "Entry 2 is not the one that was sealed",
                export ->
                        seal(export.entry(2)).put("nonce", seal(export.entry(3)).get("nonce"))),
        A_SEAL_IS_LEFT_OUT(
                "Entry 3 is sealed, but the one before it is not",
                export -> export.entry(2).remove("seal")),
        AN_ENTRY_CANT_BE_OPENED(
                "can't be opened, and no erasure lists it",
                export -> seal(export.entry(2)).remove("nonce")),
        THE_SERVICE_FOUND_A_BROKEN_CHAIN("The service says itself", export -> export.isWhole = false);

        private final String finding;
        private final Consumer<TestExport> forge;

        Forgery(String finding, Consumer<TestExport> forge) {
            this.finding = finding;
            this.forge = forge;
        }

        private static String nonce() {
            return Base64.getEncoder().encodeToString(TestLog.nonce(6));
        }
    }

    private record Result(int code, String out) {}

    @TempDir
    private Path folder;

    @Test
    void anExportHolds() throws IOException {
        assertThat(verify(TestExport.of(5)))
                .isEqualTo(new Result(0, """
                        %s: holds, all entries of account %s from 1 to 5, complete and as they were sealed in the log \
                        consent.example/log with 15 entries, cosigned by no known witness. The last one was recorded at \
                        2026-11-30T09:00:05.000001Z
                        """.formatted(folder.resolve("export.json"), ACCOUNT)));
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    void aForgedExportDoesNotHold(Forgery forgery) throws IOException {
        var export = TestExport.of(5);
        forgery.forge.accept(export);

        assertDoesNotHold(verify(export), forgery.finding);
    }

    /** A proof that was made for the entries as they were. */
    @ParameterizedTest
    @EnumSource(Forgery.class)
    void aForgedExportWithTheFormerProofDoesNotHold(Forgery forgery) throws IOException {
        var export = TestExport.of(5).proven();
        forgery.forge.accept(export);

        assertThat(verify(export).code()).isEqualTo(1);
    }

    @Test
    void anExportSignedByAnotherKeyDoesNotHold() throws IOException {
        var file = TestExport.of(5).writeTo(folder.resolve("export.json"));
        TestExport.replaceIn(file, "\\n15\\n", "\\n16\\n");

        assertDoesNotHold(verify(file), "The signature by consent.example/log is wrong");
    }

    @Test
    void entriesThatAreNotSealedYetAreNotCalledProven() throws IOException {
        var export = TestExport.of(5);
        export.entry(5).remove("seal");

        var result = verify(export);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out())
                .contains("Entries 1 to 4 are those that were sealed")
                .contains("entries 5 to 5 were sealed");
    }

    @Test
    void anExportWithoutProofCannotBeVerified() throws IOException {
        var file = Files.writeString(
                folder.resolve("export.json"), "{\"account\": \"a\", \"entries\": [], \"whole\": true}");

        assertThat(verify(file).code()).isEqualTo(2);
        assertThat(verify(file).out()).contains("The export has no proof");
    }

    @Test
    void anErasureClosesTheEntriesThatItLists() throws IOException {
        var result = verify(TestExport.of(ACCOUNT, 5, 5));

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("an erasure closed entries 1 to 4");
    }

    @Test
    void anErasureThatListsOtherEntriesDoesNotHold() throws IOException {
        var export = TestExport.of(ACCOUNT, 5, 5);
        export.entries.remove(0);
        for (var sequence = 1; sequence <= 4; sequence++) {
            export.entry(sequence).put("sequence", sequence);
        }
        export.entry(1).put("previousHash", "");
        for (var sequence = 1; sequence <= 3; sequence++) {
            export.entry(sequence).put("hashedText", export.encoding(export.entry(sequence)));
        }
        export.seal(export.entry(4), 5);

        assertDoesNotHold(verify(export), "The erasure in entry 4 lists other entries of the log");
    }

    @Test
    void anEntryThatIsNoErasureClosesNothing() throws IOException {
        var export = TestExport.of(ACCOUNT, 5, 5);
        export.entry(5).put("kind", "OPTED_IN");
        export.seal(export.entry(5), 5);

        assertDoesNotHold(verify(export), "The erasure in entry 5 lists other entries");
    }

    /** Only a receipt shows that the end of a history was cut off. */
    @Test
    void anExportThatLacksAnEntryOfAReceiptDoesNotAgreeWithIt() throws IOException {
        var export = TestExport.of(5);
        var receipt = export.writeReceiptTo(folder.resolve("receipt.json"), 5);
        assertThat(verify(export.writeTo(folder.resolve("export.json")), receipt)
                        .code())
                .isZero();
        export.entries.remove(4);
        assertThat(verify(export).code()).as("alone it holds").isZero();

        assertDoesNotAgree(verify(export.writeTo(folder.resolve("export.json")), receipt));
    }

    @Test
    void anExportThatLacksAnEntryOfAnEarlierOneDoesNotAgreeWithIt() throws IOException {
        var export = TestExport.of(5);
        var earlier = export.writeTo(folder.resolve("earlier.json"));
        export.entries.remove(4);

        assertDoesNotAgree(verify(earlier, export.writeTo(folder.resolve("export.json"))));
    }

    @Test
    void malformedExportsCannotBeRead() throws IOException {
        for (var text : List.of(
                "{\"entries\": []}",
                "{\"account\": \"a\", \"entries\": [1]}",
                "{\"account\": \"a\", \"entries\": [{}]}",
                "{\"account\": \"a\", \"entries\": [{\"sequence\": 1.5, \"hash\": \"\", \"hashedText\": \"\"}]}",
                "{\"account\": \"a\", \"entries\": [{\"sequence\": 1, \"kind\": 1, \"hash\": \"\", \"hashedText\": \"\"}]}",
                "{\"account\": \"a\", \"entries\": [], \"whole\": true, \"log\": {\"checkpoint\": \"\", \"hashes\": [1]}}")) {
            var file = Files.writeString(folder.resolve("export.json"), text);

            assertThat(verify(file).code()).as(text).isEqualTo(2);
        }
    }

    @Test
    void verifiesTenThousandEntriesWithinFiveSecondsOfOneCore() throws IOException {
        var file = TestExport.of(10_000).writeTo(folder.resolve("export.json"));
        var thread = ManagementFactory.getThreadMXBean();
        var start = thread.getCurrentThreadCpuTime();

        assertThat(verify(file).code()).isZero();

        assertThat(thread.getCurrentThreadCpuTime() - start).isLessThan(5_000_000_000L);
    }

    private Result verify(TestExport export) throws IOException {
        return verify(export.writeTo(folder.resolve("export.json")));
    }

    private static Result verify(Path... paths) {
        var out = new ByteArrayOutputStream();
        var arguments =
                new ArrayList<>(List.of("--key", TestLog.KEY.verifierKey().toString()));
        List.of(paths).forEach(path -> arguments.add(path.toString()));
        var code = Verify.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Result(code, out.toString(StandardCharsets.UTF_8));
    }

    private static void assertDoesNotHold(Result result, String finding) {
        assertThat(result.out()).contains("DOES NOT HOLD").contains(finding);
        assertThat(result.code()).isEqualTo(1);
    }

    private static void assertDoesNotAgree(Result result) {
        assertThat(result.out()).contains("DO NOT AGREE").contains("Entry 5, which is entry 13 of the log, is missing");
        assertThat(result.code()).isEqualTo(1);
    }
}
