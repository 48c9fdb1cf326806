package ai.datacontrols.proof.store;

import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.EntryBundle;
import ai.datacontrols.proof.ProofFailedException;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.Tile;
import ai.datacontrols.proof.TiledTree;
import ai.datacontrols.proof.UnreadableException;
import ai.datacontrols.proof.store.LogDirectory.Signed;
import ai.datacontrols.proof.store.LogRows.State;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Signs checkpoints. A checkpoint is signed only if everything signed before is a prefix of what the database has. The
 * last one is read from the {@link LogDirectory}, because a restore sets the database back.
 */
final class Publisher {

    /** The steps after which a crash must leave a log that can be continued. */
    enum Step {
        TILES_WRITTEN,
        SIGNED,
        CHECKPOINT_KEPT,
        CHECKPOINT_STORED
    }

    private final LogKeys keys;
    private final LogDirectory directory;
    private final Consumer<Step> steps;

    Publisher(LogKeys keys, LogDirectory directory, Consumer<Step> steps) {
        this.keys = keys;
        this.directory = directory;
        this.steps = steps;
    }

    /**
     * Signs and stores a checkpoint of all leaves, or begins the next log. Requires the lock of {@link LogRows#lock}
     * and a transaction in which no leaves were added, so that only committed leaves are signed.
     */
    PublishOutcome publish(Connection connection, State log) throws SQLException {
        try (var lock = directory.lock().orElse(null)) {
            if (lock == null) {
                return PublishOutcome.BUSY;
            }
            if (!log.origin().equals(keys.origin(log.number()))) {
                return PublishOutcome.OTHER_ORIGIN;
            }
            return publish(connection, log, directory.last());
        } catch (IOException | UnreadableException | ProofFailedException e) {
            return PublishOutcome.NO_MEMORY;
        }
    }

    private PublishOutcome publish(Connection connection, State log, Optional<Signed> last)
            throws SQLException, IOException {
        if (last.isEmpty()) {
            var isFirst = log.number() == 1 && log.checkpoint() == null;
            return isFirst ? sign(connection, log, 0) : PublishOutcome.NO_MEMORY;
        }
        var signed = last.get();
        var checkpoint = open(signed);
        if (signed.log() == log.number()) {
            return hasPrefix(connection, log, checkpoint) && hasOwnPrefix(connection, log)
                    ? continueFrom(connection, log, signed.checkpoint(), checkpoint.size())
                    : succeed(connection, signed);
        }
        if (signed.log() > log.number()) {
            return succeed(connection, signed);
        }
        return isSuccessor(log, signed) ? sign(connection, log, 0) : PublishOutcome.NO_MEMORY;
    }

    private Checkpoint open(Signed signed) {
        return keys.policy(signed.log()).open(signed.checkpoint()).checkpoint();
    }

    private static boolean isSuccessor(State log, Signed signed) {
        return signed.log() == log.number() - 1
                && log.checkpoint() == null
                && log.predecessor().text().equals(signed.checkpoint().text());
    }

    /** The directory may have been set back, so the checkpoint in the database counts as well. */
    private static boolean hasOwnPrefix(Connection connection, State log) {
        return log.checkpoint() == null
                || hasPrefix(connection, log, Checkpoint.parse(log.checkpoint().text()));
    }

    private static boolean hasPrefix(Connection connection, State log, Checkpoint checkpoint) {
        return checkpoint.size() <= log.size()
                && tree(connection, log).root(checkpoint.size()).equals(checkpoint.root());
    }

    private static TiledTree tree(Connection connection, State log) {
        return new TiledTree(LogRows.tiles(connection, log.number()), log.size());
    }

    private PublishOutcome continueFrom(Connection connection, State log, SignedNote kept, long keptSize)
            throws SQLException, IOException {
        if (keptSize < log.size()) {
            return sign(connection, log, keptSize);
        }
        if (log.checkpoint() == null || log.checkpointSize() != keptSize) {
            LogRows.publish(connection, log.number(), kept, keptSize);
        } else {
            LogRows.confirm(connection, log.number());
        }
        return PublishOutcome.PUBLISHED;
    }

    private PublishOutcome sign(Connection connection, State log, long keptSize) throws SQLException, IOException {
        var changed = Tile.since(keptSize, log.size());
        for (var tile : changed) {
            directory.write(log.number(), tile, LogRows.tile(connection, log.number(), tile));
            if (tile.level() == 0) {
                directory.write(log.number(), tile.entries(), bundle(connection, log.number(), tile));
            }
        }
        steps.accept(Step.TILES_WRITTEN);
        var checkpoint =
                new Checkpoint(log.origin(), log.size(), tree(connection, log).root());
        var note = keys.sign(log.number(), checkpoint, LogRows.now(connection));
        directory.addKeys(log.number(), keys.verifierKeys(log.number()));
        steps.accept(Step.SIGNED);
        directory.replaceCheckpoint(log.number(), note);
        steps.accept(Step.CHECKPOINT_KEPT);
        for (var tile : changed) {
            directory.removeNarrower(log.number(), tile);
            if (tile.level() == 0) {
                directory.removeNarrower(log.number(), tile.entries());
            }
        }
        LogRows.publish(connection, log.number(), note, log.size());
        steps.accept(Step.CHECKPOINT_STORED);
        return PublishOutcome.PUBLISHED;
    }

    private static byte[] bundle(Connection connection, int log, Tile tile) throws SQLException {
        return EntryBundle.encode(LogRows.commitments(connection, log, tile));
    }

    /** Begins the log after the one that was signed last, which is never signed again. */
    private PublishOutcome succeed(Connection connection, Signed last) throws SQLException {
        var number = last.log() + 1;
        Sequencer.begin(
                connection,
                new State(number, keys.origin(number), last.checkpoint(), 0, true, true, null, 0, null, 0, null));
        return PublishOutcome.NEW_LOG;
    }
}
