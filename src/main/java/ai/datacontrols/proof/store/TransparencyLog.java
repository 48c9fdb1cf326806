package ai.datacontrols.proof.store;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.store.LogRows.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Writes the transparency log: gives entries of the ledger their leaves, and signs checkpoints. Off without a key. */
@ApplicationScoped
public class TransparencyLog {

    private static final Logger LOG = Logger.getLogger(TransparencyLog.class);

    /** One transaction must be shorter than the time limit of a statement. */
    private static final int AT_ONCE = 5_000;

    private final Jdbc jdbc;
    private final LogKeys keys;
    private final Sequencer sequencer = new Sequencer();
    private final Publisher publisher;
    private volatile PublishOutcome last = PublishOutcome.BUSY;

    TransparencyLog(Jdbc jdbc, LogConfig config) {
        this.jdbc = jdbc;
        keys = LogKeys.of(config);
        publisher = new Publisher(keys, new LogDirectory(config.directory().orElse(Path.of(""))), step -> {});
    }

    public boolean isOn() {
        return !keys.keys().isEmpty();
    }

    public String origin() {
        return keys.origin(1);
    }

    /**
     * Adds the next entries to the log, on one instance at a time.
     *
     * @return whether more entries may follow; false also if another instance holds the lock
     */
    @Transactional
    public boolean integrate() {
        return jdbc.call("failed to add entries to the log", connection -> {
            if (!LogRows.lock(connection)) {
                return false;
            }
            // a separate statement, because the MVCC snapshot of the lock's misses what the previous holder committed
            return sequencer.integrate(connection, currentOrFirst(connection), AT_ONCE);
        });
    }

    @Transactional
    public PublishOutcome publish() {
        var outcome = jdbc.call("failed to publish a checkpoint", connection -> {
            if (!LogRows.lock(connection)) {
                return PublishOutcome.BUSY;
            }
            var log = LogRows.current(connection);
            return log.isPresent() ? publish(connection, log.get()) : PublishOutcome.BUSY;
        });
        if (outcome != PublishOutcome.BUSY) {
            if (outcome != last && !outcome.description().isEmpty()) {
                LOG.error(outcome.description());
            }
            last = outcome;
        }
        return outcome;
    }

    private PublishOutcome publish(Connection connection, State log) throws SQLException {
        var outcome = publisher.publish(connection, log);
        if (outcome == PublishOutcome.NEW_LOG) {
            var next = LogRows.current(connection).orElseThrow();
            var last = Checkpoint.parse(next.predecessor().text());
            LOG.errorf(
                    "the database lacks entries that were signed: a new log begins, %s, after %s with %d entries",
                    next.origin(), last.origin(), last.size());
        }
        return outcome;
    }

    /** Returns whether this instance refuses to sign, by its last attempt. */
    public boolean isBlocked() {
        return !last.isFine();
    }

    private State currentOrFirst(Connection connection) throws SQLException {
        var current = LogRows.current(connection);
        if (current.isPresent()) {
            return current.get();
        }
        Sequencer.begin(connection, new State(1, keys.origin(1), null, 0, true, true, null, 0, null, 0, null));
        return LogRows.current(connection).orElseThrow();
    }
}
