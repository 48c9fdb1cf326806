package ai.datacontrols.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log in memory, with a key of its own and a witness. Its entries are numbered texts. */
final class TestLog {

    static final String ORIGIN = "consent.example/log";

    static final SigningKey KEY = SigningKey.generate(ORIGIN, SignatureType.ED25519);
    static final SigningKey WITNESS = SigningKey.generate("witness.example", SignatureType.ED25519_COSIGNATURE);

    static final Instant COSIGNED = Instant.parse("2026-11-30T09:00:00Z");

    static final LogPolicy POLICY = new LogPolicy(KEY.verifierKey());
    static final LogPolicy WITNESSED = new LogPolicy(List.of(KEY.verifierKey()), List.of(WITNESS.verifierKey()), 1);

    final Map<String, byte[]> tiles = new HashMap<>();
    final List<byte[]> entries = new ArrayList<>();
    private final TreeWriter writer = new TreeWriter((tile, hashes) -> tiles.put(tile.path(), hashes));

    static TestLog of(int size) {
        var log = new TestLog();
        log.append(size);
        return log;
    }

    void append(int count) {
        for (var i = 0; i < count; i++) {
            append("entry " + entries.size());
        }
        writer.writePartials();
    }

    void append(String text) {
        var entry = text.getBytes(StandardCharsets.UTF_8);
        entries.add(entry);
        writer.append(Hash.leaf(entry));
    }

    byte[] read(Tile tile) {
        return Optional.ofNullable(tiles.get(tile.path()))
                .or(() -> Optional.ofNullable(tiles.get(tile.full().path())))
                .orElseThrow(() -> new UnreadableException("no " + tile));
    }

    TiledTree tree() {
        return new TiledTree(this::read, entries.size());
    }

    Hash writerRoot() {
        return writer.root();
    }

    Hash leaf(int index) {
        return Hash.leaf(entries.get(index));
    }

    SignedNote checkpoint(int size) {
        return new Checkpoint(ORIGIN, size, tree().root(size)).sign(KEY);
    }

    LogProof proof(int index, int size) {
        var checkpoint = checkpoint(size);
        return new LogProof(
                tree().inclusion(index, size), checkpoint.with(List.of(WITNESS.cosign(checkpoint.text(), COSIGNED))));
    }
}
