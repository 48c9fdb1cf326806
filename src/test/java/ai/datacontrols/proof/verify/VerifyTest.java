package ai.datacontrols.proof.verify;

import static ai.datacontrols.proof.TestLog.KEY;
import static ai.datacontrols.proof.TestLog.ORIGIN;
import static ai.datacontrols.proof.TestLog.WITNESS;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.Commitment;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.SignatureType;
import ai.datacontrols.proof.SigningKey;
import ai.datacontrols.proof.TestLog;
import ai.datacontrols.proof.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verifier says what holds, and finds each planted fault. */
class VerifyTest {

    private static final TestLog LOG = TestLog.of(600);

    @TempDir
    private Path folder;

    private Path receipt;

    @BeforeEach
    void writeReceipt() throws IOException {
        receipt = LogFiles.receipt(folder.resolve("receipt.json"), 123, LOG.proof(123, 300));
    }

    @Test
    void aReceiptHolds() {
        assertThat(verify(receipt)).isEqualTo(new Result(0, """
                        %s: holds, entry 123 of the log consent.example/log with 300 entries, cosigned by no known witness. What was sealed:
                          account: d47ac000-0000-4000-8000-000000000001
                          sequence: 124
                          kind: CHOICE_MADE
                          choice: IN
                          hash: 000000000000000000000000000000000000000000000000000000000000007c
                        """.formatted(receipt)));
    }

    @Test
    void aReceiptSaysWhenAWitnessSawIt() {
        var result = verify("--witness", WITNESS.verifierKey().toString(), "--quorum", "1", receipt.toString());
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("cosigned by witness.example at 2026-11-30T09:00:00Z");
    }

    @Test
    void aReceiptWithAnotherChoiceDoesNotHold() throws IOException {
        var changed = TestLog.encoding(123).replace("2 IN", "3 OUT");
        LogFiles.receipt(
                receipt, changed, TestLog.nonce(123), LOG.proof(123, 300).toString());
        assertDoesNotHold(verify(receipt), "The inclusion proof leads to another root");
    }

    @Test
    void aReceiptWithTheNonceOfAnotherEntryDoesNotHold() throws IOException {
        LogFiles.receipt(
                receipt,
                TestLog.encoding(123),
                TestLog.nonce(124),
                LOG.proof(123, 300).toString());
        assertDoesNotHold(verify(receipt), "The inclusion proof leads to another root");
    }

    @Test
    void aReceiptOfALogWithAnotherKeyDoesNotHold() {
        var other = SigningKey.generate(ORIGIN, SignatureType.ED25519).verifierKey();
        assertDoesNotHold(run("--key", other.toString(), receipt.toString()), "There is no signature by a known key");
    }

    @Test
    void aReceiptWithoutItsWitnessDoesNotHold() throws IOException {
        var proof = LOG.proof(123, 300).toString();
        var withoutWitness = proof.substring(0, proof.indexOf("— witness.example"));
        LogFiles.receipt(receipt, TestLog.encoding(123), TestLog.nonce(123), withoutWitness);
        assertDoesNotHold(
                verify("--witness", WITNESS.verifierKey().toString(), "--quorum", "1", receipt.toString()),
                "has 0 of the 1 cosignatures");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"choice\": \"OPTED_IN\"', kind",
        "'\"dataSubject\": \"urn:uuid:00000000-0000-4000-8000-000000000000\"', account",
        "'\"happenedAt\": \"2020-01-01T00:00:00Z\"', happened_at",
        "'\"policyVersion\": \"99\"', policy_version"
    })
    void aReceiptThatSaysSomethingElseThanItsEntryDoesNotHold(String member, String field) throws IOException {
        Files.writeString(receipt, Files.readString(receipt).replaceFirst("\\{", "{" + member + ","));

        assertDoesNotHold(verify(receipt), "The receipt says that " + field + " is ");
    }

    /** In what the proof depends on: every other member of a receipt may change. */
    @Test
    void aReceiptWithAnyBitFlippedDoesNotHold() throws IOException {
        var whole = Files.readAllBytes(receipt);
        var from = new String(whole, StandardCharsets.UTF_8).indexOf("\"proof\"");
        var random = new Random(1);
        for (var i = 0; i < 500; i++) {
            var bytes = whole.clone();
            var place = from + random.nextInt(whole.length - from);
            bytes[place] ^= (byte) (1 << random.nextInt(8));
            if (isSpace(whole[place])) {
                continue;
            }
            Files.write(receipt, bytes);
            var result = verify("--witness", WITNESS.verifierKey().toString(), "--quorum", "1", receipt.toString());
            assertThat(result.code()).as("%d: %s", place, result).isIn(1, 2);
        }
    }

    @Test
    void aReceiptThatIsNotSealedYetCannotBeRead() throws IOException {
        Files.writeString(receipt, "{\"proof\": {\"encoding\": \"\", \"tlogProof\": null}}");
        assertThat(verify(receipt).code()).isEqualTo(2);
        assertThat(verify(receipt).out()).contains("before its entry was sealed");
    }

    /** The last character of 32 bytes in Base64 has two bits that mean nothing. */
    @Test
    void aNonceInAnotherFormCannotBeRead() throws IOException {
        var nonce = Base64.getEncoder().encodeToString(TestLog.nonce(123));
        var last = nonce.charAt(nonce.length() - 2);
        var other = nonce.substring(0, nonce.length() - 2) + (char) (last + 1) + "=";
        assertThat(Base64.getDecoder().decode(other)).isEqualTo(TestLog.nonce(123));
        Files.writeString(receipt, Files.readString(receipt).replace(nonce, other));
        assertThat(verify(receipt).code()).isEqualTo(2);
    }

    @Test
    void whatIsNoReceiptCannotBeRead() throws IOException {
        for (var text : List.of(
                "",
                "{",
                "{}",
                "{\"proof\": 1}",
                "{\"proof\": {}, \"proof\": {}}",
                "{\"proof\": {\"encoding\": 1, \"nonce\": \"\", \"tlogProof\": \"\"}}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "Dear Sir or Madam")) {
            Files.writeString(receipt, text);
            assertThat(verify(receipt).code()).as(text).isEqualTo(2);
        }
        Files.write(receipt, new byte[] {'{', (byte) 0xff, '}'});
        assertThat(verify(receipt).code()).isEqualTo(2);
        assertThat(verify(folder.resolve("missing.json")).code()).isEqualTo(2);
    }

    @Test
    void controlCharactersAreNotPrinted() throws IOException {
        var encoding = "kind 9 \u001b[31m\u202e\n";
        var log = new TestLog();
        log.append(Commitment.of(TestLog.nonce(0), encoding.getBytes(StandardCharsets.UTF_8)));
        log.append(1);
        LogFiles.receipt(receipt, encoding, TestLog.nonce(0), log.proof(0, 2).toString());
        assertThat(verify(receipt).code()).isZero();
        assertThat(verify(receipt).out()).contains("kind: \\u001b[31m\\u202e").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void aCheckpointHolds() throws IOException {
        var checkpoint = LogFiles.checkpoint(folder.resolve("checkpoint.txt"), LOG, 300);
        assertThat(verify(checkpoint).code()).isZero();
    }

    @Test
    void aCheckpointThatTheLogDidNotSignDoesNotHold() throws IOException {
        var checkpoint = Files.writeString(
                folder.resolve("checkpoint.txt"), LOG.checkpoint(300).toString().replace("\n300\n", "\n301\n"));
        assertDoesNotHold(verify(checkpoint), "The signature by consent.example/log is wrong");
    }

    @Test
    void aSplitViewDoesNotHold() throws IOException {
        var one = LogFiles.checkpoint(folder.resolve("one"), LOG, 300);
        var other = LogFiles.checkpoint(folder.resolve("other"), rewritten(200), 300);
        assertDoesNotHold(verify(one, other), "A split view: the log signed two different trees of 300 entries");
        assertDoesNotHold(verify(receipt, other), "A split view");
    }

    @Test
    void twoCheckpointsNeedTheTiles() throws IOException {
        var older = LogFiles.checkpoint(folder.resolve("older"), LOG, 300);
        var newer = LogFiles.checkpoint(folder.resolve("newer"), LOG, 500);
        assertThat(verify(older, newer).code()).isEqualTo(2);
        LOG.writeTo(folder.resolve("log"));
        var result = verify(newer, folder.resolve("log"), older);
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("the 500 entries begin with the 300 signed earlier")
                .contains("the 600 entries begin with the 500 signed earlier");
    }

    @Test
    void aReceiptAndALaterCheckpointAreComparedWithTheTiles() throws IOException {
        assertThat(verify(receipt, LogFiles.checkpoint(folder.resolve("newer"), LOG, 500))
                        .out())
                .contains("not compared");
        LOG.writeTo(folder.resolve("log"));
        assertThat(verify(receipt, folder.resolve("log")).out())
                .contains("the 600 entries begin with the 300 signed earlier");
    }

    @Test
    void aLogThatWasRewrittenDoesNotHold() throws IOException {
        var early = LogFiles.checkpoint(folder.resolve("early"), LOG, 100);
        rewritten(200).writeTo(folder.resolve("log"));
        assertThat(verify(folder.resolve("log")).code())
                .as("alone it agrees with itself")
                .isZero();
        assertDoesNotHold(
                verify(early, receipt, folder.resolve("log")),
                "The log was rewritten before entry 300: its 600 entries do not begin with those signed earlier, at or after entry 100");
    }

    @Test
    void aDirectoryHolds() {
        LOG.writeTo(folder.resolve("log"));
        assertThat(verify(folder.resolve("log")))
                .isEqualTo(new Result(
                        0,
                        "%s: holds, all tiles of the log consent.example/log with 600 entries, cosigned by no known witness; 3 entry bundles\n"
                                .formatted(folder.resolve("log"))));
    }

    @Test
    void aDirectoryHoldsForALargeLog() {
        TestLog.of(70_000).writeTo(folder.resolve("log"));
        assertThat(verify(folder.resolve("log")).code()).isZero();
    }

    @Test
    void anEntryThatWasChangedIsNamed() throws IOException {
        LOG.writeTo(folder.resolve("log"));
        flip(folder.resolve("log/tile/entries/001"), 34 * 10 + 20);
        assertDoesNotHold(
                verify(folder.resolve("log")), "tile/entries/001 does not match its tile, first at entry 266");
    }

    @Test
    void aLeafThatWasChangedWithItsEntryIsFoundAtTheLevelAbove() throws IOException {
        var log = LOG.writeTo(folder.resolve("log")).directory();
        var entry = new byte[32];
        var bundle = Files.readAllBytes(log.resolve("tile/entries/001"));
        System.arraycopy(entry, 0, bundle, 34 * 10 + 2, 32);
        Files.write(log.resolve("tile/entries/001"), bundle);
        var tile = Files.readAllBytes(log.resolve("tile/0/001"));
        System.arraycopy(Hash.leaf(entry).toBytes(), 0, tile, 32 * 10, 32);
        Files.write(log.resolve("tile/0/001"), tile);

        assertDoesNotHold(verify(log), "tile/1/000.p/2 does not match the level below, first at entries 256 to 511");
    }

    @Test
    void aTreeThatTheLogDidNotSignDoesNotHold() throws IOException {
        rewritten(200).writeTo(folder.resolve("log"));
        LogFiles.checkpoint(folder.resolve("log/checkpoint"), LOG, 600);
        assertDoesNotHold(verify(folder.resolve("log")), "their root is not the one that the log signed");
        LOG.writeTo(folder.resolve("log"));
        Files.writeString(
                folder.resolve("log/checkpoint"),
                new Checkpoint(ORIGIN, 600, Hash.leaf(new byte[0])).sign(KEY).toString());
        assertDoesNotHold(verify(folder.resolve("log")), "their root is not the one that the log signed");
    }

    @Test
    void anyByteOfATileThatIsChangedIsFound() throws IOException {
        var log = LOG.writeTo(folder.resolve("log")).directory();
        var random = new Random(2);
        for (var file : List.of("tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/002.p/88")) {
            var path = log.resolve(file);
            var whole = Files.readAllBytes(path);
            for (var i = 0; i < 20; i++) {
                flip(path, random.nextInt(whole.length));
                assertThat(verify(log).code()).as(file).isIn(1, 2);
                Files.write(path, whole);
            }
        }
        assertThat(verify(log).code()).isZero();
    }

    @Test
    void aTileThatIsMissingOrTooShortCannotBeRead() throws IOException {
        var log = LOG.writeTo(folder.resolve("log")).directory();
        var tile = log.resolve("tile/0/002.p/88");
        Files.write(tile, Arrays.copyOf(Files.readAllBytes(tile), 31));
        assertThat(verify(log).code()).isEqualTo(2);
        Files.delete(tile);
        assertThat(verify(log).code()).isEqualTo(2);
        assertThat(verify(log).out()).contains("Cannot read " + tile);
        Files.delete(log.resolve("checkpoint"));
        assertThat(verify(log).code()).isEqualTo(2);
    }

    @Test
    void aFullTileServesForThePartialOne() throws IOException {
        var log = LOG.writeTo(folder.resolve("log")).directory();
        TestLog.of(768).writeTo(log);
        LogFiles.checkpoint(log.resolve("checkpoint"), LOG, 600);
        Files.delete(log.resolve("tile/0/002.p/88"));
        Files.delete(log.resolve("tile/entries/002.p/88"));
        assertThat(verify(log).code()).isZero();
    }

    @Test
    void whatDoesNotHoldCountsMoreThanWhatCannotBeRead() throws IOException {
        var split = LogFiles.checkpoint(folder.resolve("split"), rewritten(200), 300);
        assertThat(verify(receipt, folder.resolve("missing"), split).code()).isEqualTo(1);
    }

    @Test
    void wrongArgumentsAreExplained() {
        assertThat(run().out()).contains("--key and a path are required");
        assertThat(run().code()).isEqualTo(2);
        for (var arguments : List.of(
                List.of("--key"),
                List.of("--key", "not a key", "a"),
                List.of("--key", WITNESS.verifierKey().toString(), "a"),
                List.of("--key", KEY.verifierKey().toString(), "--quorum", "one", "a"),
                List.of("--key", KEY.verifierKey().toString(), "--quorum", "1", "a"),
                List.of("--key", KEY.verifierKey().toString(), "--other", "a"))) {
            var result = run(arguments.toArray(String[]::new));
            assertThat(result.code()).as("%s", arguments).isEqualTo(2);
            assertThat(result.out()).isNotBlank();
        }
        assertThat(run("--help").code()).isZero();
        assertThat(run("--help").out()).contains("Exit code: 0 everything holds");
    }

    @Test
    void generatesAKeyOfALogInTheFormOfTheSetting() {
        var result = run("--generate-key", ORIGIN);
        assertThat(result.code()).isZero();
        var lines = result.out().lines().toList();
        assertThat(lines).hasSize(2);
        var key = SigningKey.parse(lines.get(0).replace("Private key (data-controls.log.key): ", ""));
        assertThat(key.verifierKey().name()).isEqualTo(ORIGIN);
        assertThat(lines.get(1)).isEqualTo("Public key: " + key.verifierKey());

        var checkpoint = new Checkpoint(ORIGIN, 1, Hash.leaf(new byte[32])).sign(key);
        assertThat(new LogPolicy(VerifierKey.parse(lines.get(1).replace("Public key: ", "")))
                        .open(checkpoint)
                        .checkpoint()
                        .origin())
                .isEqualTo(ORIGIN);
        assertThat(run("--generate-key", ORIGIN).out()).isNotEqualTo(result.out());
    }

    @Test
    void generatesAKeyThatAddsTheTime() {
        var lines = run("--generate-timestamp-key", "consent.example/time")
                .out()
                .lines()
                .toList();
        var key = SigningKey.parse(lines.get(0).replace("Private key (data-controls.log.timestamp-key): ", ""));

        assertThat(key.verifierKey().type()).isEqualTo(SignatureType.ED25519_COSIGNATURE);
        assertThat(lines.get(1)).isEqualTo("Public key: " + key.verifierKey());
    }

    @Test
    void generatesNoKeyForANameThatALogCanNotHave() {
        for (var arguments : List.of(
                List.of("--generate-key"),
                List.of("--generate-key", ""),
                List.of("--generate-key", "consent example"),
                List.of("--generate-key", "consent+example"),
                List.of("--generate-key", ORIGIN, "a"),
                List.of("--key", KEY.verifierKey().toString(), "--generate-key", ORIGIN))) {
            var result = run(arguments.toArray(String[]::new));
            assertThat(result.code()).as("%s", arguments).isEqualTo(2);
            assertThat(result.out()).isNotBlank().doesNotContain("PRIVATE+KEY");
        }
    }

    @Test
    void theDocumentationShowsTheUsage() throws IOException {
        assertThat(Files.readString(Path.of("docs", "proof.md"))).contains("```\n" + Arguments.USAGE + "```");
    }

    private TestLog rewritten(int from) {
        return TestLog.of(from).append(new byte[32]).append(599 - from);
    }

    private static void flip(Path file, int place) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[place] ^= 1;
        Files.write(file, bytes);
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\n';
    }

    private static void assertDoesNotHold(Result result, String reason) {
        assertThat(result.out()).contains("DOES NOT HOLD").contains(reason);
        assertThat(result.code()).isEqualTo(1);
    }

    private static Result verify(Path... paths) {
        return verify(Arrays.stream(paths).map(Path::toString).toArray(String[]::new));
    }

    private static Result verify(String... arguments) {
        var all = new ArrayList<>(List.of("--key", KEY.verifierKey().toString()));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private static Result run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var code = Verify.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Result(code, out.toString(StandardCharsets.UTF_8));
    }

    private record Result(int code, String out) {}
}
