package ai.datacontrols.proof.verify;

import ai.datacontrols.ledger.chain.CanonicalEncoding;
import ai.datacontrols.proof.Commitment;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.LogProof;
import ai.datacontrols.proof.TestLog;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A data export of one account, whose entries are in a log between those of others. Tests change it like a forger. */
final class TestExport {

    static final String ACCOUNT = "0a000000-0000-4000-8000-000000000001";
    static final String OTHER_ACCOUNT = "0b000000-0000-4000-8000-000000000002";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] SECRET = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII);

    final TestLog log = new TestLog();
    final List<Map<String, Object>> entries = new ArrayList<>();
    final String account;
    boolean isWhole = true;
    private List<Hash> hashes;

    private TestExport(String account) {
        this.account = account;
    }

    static TestExport of(int count) {
        return of(ACCOUNT, count, 0);
    }

    /** @param erasure the entry that is an erasure; 0 for none */
    static TestExport of(String account, int count, int erasure) {
        var export = new TestExport(account);
        for (var sequence = 1; sequence <= count; sequence++) {
            export.log.append(TestLog.entry(export.log.size()));
            export.record(sequence, sequence == erasure);
            export.log.append(TestLog.entry(export.log.size()));
        }
        export.log.complete();
        return export;
    }

    private void record(int sequence, boolean isErasure) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("sequence", sequence);
        entry.put("kind", isErasure ? "ACCOUNT_ERASED" : sequence % 2 == 0 ? "OPTED_IN" : "OPTED_OUT");
        if (!isErasure) {
            entry.put("product", "le-chat");
        }
        entry.put(
                "happenedAt",
                Instant.parse("2026-11-30T09:00:00.000001Z")
                        .plusSeconds(sequence)
                        .toString());
        entry.put("recordedAt", entry.get("happenedAt"));
        entry.put("actor", "DATA_SUBJECT");
        entry.put("surface", "SETTINGS_PAGE");
        entry.put("previousHash", sequence == 1 ? "" : entries.get(sequence - 2).get("hash"));
        entry.put("hash", "%064x".formatted(sequence));
        entries.add(entry);
        var seal = new LinkedHashMap<String, Object>();
        entry.put("seal", seal);
        seal.put("index", log.size());
        seal.put("nonce", base64(Commitment.nonce(SECRET, sequence)));
        if (isErasure) {
            var covered = new ArrayList<>();
            entries.subList(0, sequence - 1).forEach(before -> {
                covered.add(seal(before).get("index"));
                seal(before).remove("nonce");
            });
            seal.put("covered", covered);
        }
        log.append(seal(entry, sequence));
    }

    /** Makes the encoding and the leaf that belong to the members of an entry, as the keys allow, and returns the commitment. */
    byte[] seal(Map<String, Object> entry, int nonce) {
        entry.put("hashedText", encoding(entry));
        var commitment =
                Commitment.of(Commitment.nonce(SECRET, nonce), sealedText(entry).getBytes(StandardCharsets.UTF_8));
        seal(entry).put("leaf", Hash.leaf(commitment).toString());
        return commitment;
    }

    String encoding(Map<String, Object> entry) {
        return new String(
                new CanonicalEncoding()
                        .add("account", account)
                        .add("sequence", entry.get("sequence"))
                        .add("kind", entry.get("kind"))
                        .add("product", entry.get("product"))
                        .add("happened_at", Instant.parse((String) entry.get("happenedAt")))
                        .add("recorded_at", Instant.parse((String) entry.get("recordedAt")))
                        .add("actor", entry.get("actor"))
                        .add("surface", entry.get("surface"))
                        .add("previous_hash", entry.get("previousHash"))
                        .toBytes(),
                StandardCharsets.UTF_8);
    }

    private static String sealedText(Map<String, Object> entry) {
        var text = new CanonicalEncoding().add("hash", entry.get("hash"));
        if (seal(entry).get("covered") instanceof List<?> covered) {
            text.add(
                    "covered",
                    String.join(",", covered.stream().map(String::valueOf).toList()));
        }
        return entry.get("hashedText") + new String(text.toBytes(), StandardCharsets.UTF_8);
    }

    Map<String, Object> entry(int sequence) {
        return entries.get(sequence - 1);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> seal(Map<String, Object> entry) {
        return (Map<String, Object>) entry.get("seal");
    }

    /** Keeps the proof as it is now, whatever is changed later. */
    TestExport proven() {
        hashes = hashes();
        return this;
    }

    private List<Hash> hashes() {
        var indexes = entries.stream()
                .filter(entry -> entry.get("seal") != null)
                .mapToLong(entry -> ((Number) seal(entry).get("index")).longValue())
                .sorted()
                .distinct()
                .toArray();
        return log.multiProof(indexes, log.size());
    }

    Path writeTo(Path file) throws IOException {
        var document = new LinkedHashMap<String, Object>();
        document.put("account", account);
        document.put("entries", entries);
        document.put("whole", isWhole);
        document.put(
                "log",
                Map.of(
                        "checkpoint",
                        log.cosigned(log.size()).toString(),
                        "hashes",
                        (hashes == null ? hashes() : hashes)
                                .stream().map(Hash::toString).toList()));
        JSON.writeValue(file.toFile(), document);
        return file;
    }

    /** Writes the receipt of an entry as it is now. */
    Path writeReceiptTo(Path file, int sequence) throws IOException {
        var entry = entry(sequence);
        var index = ((Number) seal(entry).get("index")).intValue();
        LogProof proof = log.proof(index, log.size());
        return LogFiles.receipt(file, sealedText(entry), Commitment.nonce(SECRET, sequence), proof.toString());
    }

    static void replaceIn(Path file, String text, String replacement) throws IOException {
        Files.writeString(file, Files.readString(file).replace(text, replacement));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
