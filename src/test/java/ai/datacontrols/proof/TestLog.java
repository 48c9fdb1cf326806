package ai.datacontrols.proof;

import ai.datacontrols.ledger.chain.CanonicalEncoding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log in memory, with a key of its own and a witness, whose entries are commitments to entries of one account. */
public final class TestLog {

    public static final String ORIGIN = "consent.example/log";

    public static final SigningKey KEY = SigningKey.generate(ORIGIN, SignatureType.ED25519);
    public static final SigningKey WITNESS = SigningKey.generate("witness.example", SignatureType.ED25519_COSIGNATURE);

    public static final Instant COSIGNED = Instant.parse("2026-11-30T09:00:00Z");

    static final LogPolicy POLICY = new LogPolicy(KEY.verifierKey());
    static final LogPolicy WITNESSED = new LogPolicy(List.of(KEY.verifierKey()), List.of(WITNESS.verifierKey()), 1);

    private static final byte[] ACCOUNT_SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    final Map<String, byte[]> tiles = new HashMap<>();
    final List<byte[]> entries = new ArrayList<>();
    private final TreeWriter writer = new TreeWriter((tile, hashes) -> tiles.put(tile.path(), hashes));

    public static TestLog of(int size) {
        var log = new TestLog();
        log.append(size);
        return log;
    }

    public static String encoding(int index) {
        return new String(
                new CanonicalEncoding()
                        .add("account", "d47ac000-0000-4000-8000-000000000001")
                        .add("sequence", index + 1)
                        .add("kind", "CHOICE_MADE")
                        .add("choice", index % 2 == 0 ? "OUT" : "IN")
                        .add("hash", "%064x".formatted(index + 1))
                        .toBytes(),
                StandardCharsets.UTF_8);
    }

    public static byte[] nonce(int index) {
        return Commitment.nonce(ACCOUNT_SECRET, index + 1);
    }

    public static byte[] entry(int index) {
        return Commitment.of(nonce(index), encoding(index).getBytes(StandardCharsets.UTF_8));
    }

    public TestLog append(int count) {
        for (var i = 0; i < count; i++) {
            append(entry(entries.size()));
        }
        writer.writePartials();
        return this;
    }

    public TestLog append(byte[] entry) {
        entries.add(entry);
        writer.append(Hash.leaf(entry));
        return this;
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

    public SignedNote checkpoint(int size) {
        return new Checkpoint(ORIGIN, size, tree().root(size)).sign(KEY);
    }

    public SignedNote cosigned(int size) {
        var checkpoint = checkpoint(size);
        return checkpoint.with(List.of(WITNESS.cosign(checkpoint.text(), COSIGNED)));
    }

    public LogProof proof(int index, int size) {
        return new LogProof(tree().inclusion(index, size), cosigned(size));
    }

    /** Writes the tiles of single entries that were appended. */
    public TestLog complete() {
        writer.writePartials();
        return this;
    }

    /** Returns the hashes that prove that a tree begins with an earlier one. */
    public List<Hash> consistency(int oldSize, int newSize) {
        return tree().consistency(oldSize, newSize).path();
    }

    /** Returns the hashes that prove several entries. */
    public List<Hash> multiProof(long[] indexes, int size) {
        var hashes = new ArrayList<Hash>();
        tree().inclusion(indexes, size, hashes::add);
        return hashes;
    }

    public int size() {
        return entries.size();
    }

    /** Writes all tiles, entry bundles and the checkpoint. */
    public TileDirectory writeTo(Path path) {
        var directory = new TileDirectory(path);
        for (var tile : Tile.of(entries.size())) {
            directory.write(tile, tiles.get(tile.path()));
            if (tile.level() == 0) {
                var first = (int) tile.firstLeaf();
                directory.write(tile.entries(), EntryBundle.encode(entries.subList(first, first + tile.width())));
            }
        }
        directory.write(cosigned(entries.size()));
        return directory;
    }
}
