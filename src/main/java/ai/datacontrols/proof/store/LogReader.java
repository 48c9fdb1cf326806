package ai.datacontrols.proof.store;

import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.Commitment;
import ai.datacontrols.proof.EntryBundle;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.LogProof;
import ai.datacontrols.proof.ProofFailedException;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.SigningKey;
import ai.datacontrols.proof.Tile;
import ai.datacontrols.proof.TiledTree;
import ai.datacontrols.proof.UnreadableException;
import ai.datacontrols.proof.VerifierKey;
import ai.datacontrols.proof.store.LogRows.FoundLeaf;
import ai.datacontrols.proof.store.LogRows.State;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads what has been published of the transparency log: checkpoints, tiles, and the proofs of entries. */
@Singleton
public class LogReader {

    private final Jdbc jdbc;
    private final DatabaseClock clock;
    private final LogKeys keys;
    private final LogDirectory directory;

    LogReader(Jdbc jdbc, DatabaseClock clock, LogConfig config) {
        this.jdbc = jdbc;
        this.clock = clock;
        keys = LogKeys.of(config);
        directory = config.directory().map(LogDirectory::new).orElse(null);
    }

    /**
     * A published log.
     *
     * @param number 1 for the first, and one more for each that began after a restore
     * @param checkpoint the newest one, with cosignatures if there are some for its size
     * @param cosigned the newest checkpoint with cosignatures, or null
     * @param predecessor the last checkpoint of the log before; null for the first log
     */
    public record PublishedLog(
            int number,
            String origin,
            List<VerifierKey> keys,
            SignedNote checkpoint,
            long size,
            int cosignatures,
            SignedNote cosigned,
            SignedNote predecessor) {}

    /**
     * A log that ended.
     *
     * @param keys the public keys that signed it, as far as they are known; else the present ones under its name
     * @param lastCheckpoint the first entry of the next log is the SHA-256 of its text
     */
    public record EarlierLog(int number, String origin, List<VerifierKey> keys, SignedNote lastCheckpoint) {}

    /**
     * The place of an entry in the log.
     *
     * @param index from 0
     * @param witnesses how many witnesses cosigned the checkpoint that proves it
     */
    public record LogPlace(String log, long index, int witnesses) {}

    /**
     * The proof of an entry.
     *
     * @param proof the proof of inclusion; null until a checkpoint covers the entry
     * @param place the entry's place; null until a checkpoint covers the entry
     * @param holds false if the entry isn't the one that was logged; true until a checkpoint covers it
     */
    public record EntryProof(String encoding, byte[] nonce, LogProof proof, LogPlace place, boolean holds) {}

    /**
     * The state of the log, for metrics; NaN if unknown.
     *
     * @param checkpointAge seconds since the newest checkpoint was found to cover all leaves
     * @param unsealed entries without a leaf, at most 10,000
     * @param unsealedAge age in seconds of the oldest of them
     * @param cosignatures witnesses that cosigned the newest cosigned checkpoint
     * @param number the number of the current log; one more for each that began after a restore
     */
    public record Health(
            double checkpointAge, double unsealed, double unsealedAge, double cosignatures, double number) {
        public static final Health UNKNOWN = new Health(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    public boolean isOn() {
        return !keys.keys().isEmpty();
    }

    public List<PublishedLog> logs() {
        return isOn()
                ? jdbc.callIdempotent("failed to read the log", LogRows::all).stream()
                        .filter(log -> log.checkpoint() != null)
                        .map(this::published)
                        .toList()
                : List.of();
    }

    public Optional<PublishedLog> current() {
        return logs().stream().findFirst();
    }

    /** Returns the logs before one, the latest first, as far as their last checkpoints are known. */
    public List<EarlierLog> earlier(PublishedLog log) {
        var earlier = new ArrayList<EarlierLog>();
        for (var number = log.number() - 1; number > 0; number--) {
            var last = keptCheckpoint(number).orElse(number == log.number() - 1 ? log.predecessor() : null);
            if (last != null) {
                earlier.add(new EarlierLog(number, keys.origin(number), keysOf(number), last));
            }
        }
        return earlier;
    }

    /** Returns the public key of the cosigner that adds the time to checkpoints; empty if there is none. */
    public Optional<VerifierKey> timestampKey() {
        return keys.timestampKey().map(SigningKey::verifierKey);
    }

    private List<VerifierKey> keysOf(int endedLog) {
        var kept = keptKeys(endedLog);
        return kept.isEmpty() ? keys.verifierKeys(endedLog) : kept;
    }

    /** Returns the public keys that signed earlier checkpoints of a log and were replaced, as far as they are known. */
    public List<VerifierKey> retiredKeys(PublishedLog log) {
        return keptKeys(log.number()).stream()
                .filter(key -> !log.keys().contains(key))
                .toList();
    }

    private List<VerifierKey> keptKeys(int log) {
        return directory == null ? List.of() : directory.keys(log);
    }

    /** Returns a tile or an entry bundle of the current log as it is served; empty if no published tree has it. */
    public Optional<byte[]> tile(PublishedLog log, Tile tile) {
        if (!tile.isIn(log.size())) {
            return Optional.empty();
        }
        return Optional.of(jdbc.callIdempotent(
                "failed to read a tile",
                connection -> tile.level() == Tile.ENTRIES
                        ? EntryBundle.encode(LogRows.commitments(connection, log.number(), tile))
                        : LogRows.tile(connection, log.number(), tile)));
    }

    public Optional<byte[]> keptTile(int log, Tile tile) {
        return directory == null ? Optional.empty() : directory.read(log, tile);
    }

    public Optional<SignedNote> keptCheckpoint(int log) {
        return directory == null ? Optional.empty() : directory.checkpoint(log);
    }

    /** Returns the leaves of some entries of an account in the current log, by sequence, as far as a checkpoint covers them. */
    public Map<Long, Long> indexes(UUID account, Collection<Long> sequences) {
        if (sequences.isEmpty()) {
            return Map.of();
        }
        return current()
                .map(log -> jdbc.callIdempotent(
                        "failed to read leaves",
                        connection -> LogRows.indexes(connection, log.number(), account, sequences, log.size())))
                .orElse(Map.of());
    }

    /** Returns what proves all entries of an account; empty if the log is off or has no checkpoint. */
    public Optional<AccountProof> proofOf(UUID account) {
        if (!isOn()) {
            return Optional.empty();
        }
        return jdbc.callIdempotent("failed to read the log", connection -> {
            var logs = LogRows.all(connection).stream()
                    .filter(log -> log.checkpoint() != null)
                    .toList();
            return logs.isEmpty() ? Optional.empty() : Optional.of(proofOf(connection, account, logs.get(0)));
        });
    }

    /** Takes the cosigned checkpoint if it covers all leaves of the account. */
    private AccountProof proofOf(Connection connection, UUID account, State log) throws SQLException {
        var isCosigned =
                log.cosigned() != null && !LogRows.hasLeafFrom(connection, log.number(), account, log.cosignedSize());
        return new AccountProof(
                jdbc,
                account,
                log.number(),
                isCosigned ? log.cosigned() : log.checkpoint(),
                isCosigned ? log.cosignedSize() : log.checkpointSize(),
                LogRows.secret(connection, account));
    }

    /** Returns what proves an entry; empty if the log is off, the entry has no leaf yet, or its account was erased. */
    public Optional<EntryProof> proof(LedgerEntry entry) {
        if (!isOn()) {
            return Optional.empty();
        }
        return jdbc.callIdempotent("failed to read the proof of an entry", connection -> {
            var logs = LogRows.all(connection);
            EntryProof unproven = null;
            for (var leaf : LogRows.leaves(connection, entry.account, entry.sequence)) {
                if (leaf.secret() == null && leaf.openNonce() == null) {
                    continue;
                }
                var log = logs.stream()
                        .filter(each -> each.number() == leaf.log())
                        .findFirst()
                        .orElseThrow();
                if (leaf.index() < log.checkpointSize()) {
                    return Optional.of(proof(connection, entry, leaf, log));
                }
                unproven = unproven == null ? opening(entry, leaf) : unproven;
            }
            return Optional.ofNullable(unproven);
        });
    }

    public Health health() {
        var current = jdbc.callIdempotent("failed to read the log", LogRows::current);
        var backlog = jdbc.callIdempotent("failed to count entries without a leaf", LogRows::backlog);
        var age = current.map(State::publishedAt)
                .map(at -> Duration.between(at, clock.now()).toMillis() / 1000.0)
                .orElse(Double.NaN);
        return new Health(
                age,
                backlog.count(),
                backlog.oldestSeconds(),
                current.map(log -> cosignatures(log, log.cosigned())).orElse(0),
                current.map(log -> (double) log.number()).orElse(Double.NaN));
    }

    private PublishedLog published(State log) {
        var isCosigned = log.cosignedSize() == log.checkpointSize() && log.cosigned() != null;
        return new PublishedLog(
                log.number(),
                log.origin(),
                keys.verifierKeys(log.number()),
                isCosigned ? log.cosigned() : log.checkpoint(),
                log.checkpointSize(),
                cosignatures(log, log.cosigned()),
                log.cosigned(),
                log.predecessor());
    }

    private int cosignatures(State log, SignedNote checkpoint) {
        return checkpoint == null ? 0 : keys.countWitnesses(log.number(), checkpoint);
    }

    private EntryProof proof(Connection connection, LedgerEntry entry, FoundLeaf leaf, State log) {
        var checkpoint =
                log.cosigned() != null && leaf.index() < log.cosignedSize() ? log.cosigned() : log.checkpoint();
        var size = Checkpoint.parse(checkpoint.text()).size();
        var tree = new TiledTree(LogRows.tiles(connection, log.number()), log.size());
        var proof = new LogProof(tree.inclusion(leaf.index(), size), checkpoint);
        var opening = opening(entry, leaf);
        return new EntryProof(
                opening.encoding(),
                opening.nonce(),
                proof,
                new LogPlace(log.origin(), leaf.index(), cosignatures(log, checkpoint)),
                holds(opening, proof, log));
    }

    /** An entry may have been changed after it was logged, even with the keys of the chain. */
    private boolean holds(EntryProof opening, LogProof proof, State log) {
        var leaf = Hash.leaf(Commitment.of(opening.nonce(), opening.encoding().getBytes(StandardCharsets.UTF_8)));
        return isVerified(proof, leaf, keys.policy(log.number()))
                || isVerified(proof, leaf, keys.policy(log.number(), readableKeys(log.number())));
    }

    private static boolean isVerified(LogProof proof, Hash leaf, LogPolicy policy) {
        try {
            proof.verify(leaf, policy);
            return true;
        } catch (ProofFailedException e) {
            return false;
        }
    }

    private List<VerifierKey> readableKeys(int log) {
        try {
            return keptKeys(log);
        } catch (UnreadableException volumeUnavailable) {
            return List.of();
        }
    }

    private static EntryProof opening(LedgerEntry entry, FoundLeaf leaf) {
        var isErasure = leaf.openNonce() != null;
        var encoding = isErasure ? EntryCommitment.encoding(entry, leaf.covered()) : EntryCommitment.encoding(entry);
        return new EntryProof(
                new String(encoding.toBytes(), StandardCharsets.UTF_8),
                isErasure ? leaf.openNonce() : Commitment.nonce(leaf.secret(), entry.sequence),
                null,
                null,
                true);
    }
}
