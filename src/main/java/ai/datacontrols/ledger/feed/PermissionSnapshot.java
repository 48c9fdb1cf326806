package ai.datacontrols.ledger.feed;

import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.Seal;
import ai.datacontrols.ledger.feed.FeedQuery.FeedState;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PgConnection;

/** All permissions at one instant, streamed, with the cursor at which the feed continues. */
public final class PermissionSnapshot implements AutoCloseable {

    /** All columns, because the seal covers them. Binary, because PostgreSQL takes longer to format than to copy. */
    private static final String COLUMNS = """
            copy (
              select account, product, plan, plan_entry, plan_at, choice, choice_entry, choice_at, usable_since, usable_since_entry,
                standing_at, seal
              from current_permission
            ) to stdout (format binary)""";

    private static final int UNPROVEN_AT_ONCE = 500;

    private final Connection connection;
    private final PolicyTimeline timeline;
    private final Chain chain;
    private final PermissionProof proof;
    private final FeedState state;
    private final Instant inForceFrom;
    private final List<Permission> unproven = new ArrayList<>();
    private boolean isAborted;

    @FunctionalInterface
    public interface RowHandler<E extends Exception> {
        void handle(SnapshotRow permission) throws E;
    }

    private PermissionSnapshot(Connection connection, PolicyTimeline timeline, Chain chain, PermissionProof proof)
            throws SQLException {
        this.connection = connection;
        this.timeline = timeline;
        this.chain = chain;
        this.proof = proof;
        this.state = FeedQuery.state(connection);
        this.inForceFrom = timeline.at(state.at()).inForceFrom();
    }

    static PermissionSnapshot take(Connection connection, PolicyTimeline timeline, Chain chain, PermissionProof proof)
            throws SQLException {
        try {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            // all statements share the MVCC snapshot of the first one
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new PermissionSnapshot(connection, timeline, chain, proof);
        } catch (SQLException e) {
            release(connection);
            throw e;
        }
    }

    boolean isOfThisServer() {
        return state.isOfThisServer();
    }

    public FeedCursor cursor() {
        return state.cursor(timeline);
    }

    public Instant at() {
        return state.at();
    }

    /**
     * Passes every permission to the handler, in no particular order. Rows without a valid seal are replaced by what
     * the verified entries say at that time, which may include later changes: the feed repeats those.
     */
    public <E extends Exception> void forEach(RowHandler<E> handler) throws E {
        try {
            var rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COLUMNS);
            var row = new BinaryRow();
            try {
                for (var message = rows.readFromCopy(); message != null; message = rows.readFromCopy()) {
                    if (row.read(message)) {
                        handle(row, handler);
                    }
                }
            } finally {
                isAborted = rows.isActive();
            }
            prove(handler);
        } catch (SQLException e) {
            throw new IllegalStateException("failed to read the snapshot", e);
        }
    }

    private <E extends Exception> void handle(BinaryRow row, RowHandler<E> handler) throws E {
        var account = row.uuid();
        var stored = new ProjectionRow(
                row.text(),
                row.text(),
                row.number(),
                row.instant(),
                row.text(),
                row.number(),
                row.instant(),
                row.instant(),
                row.number(),
                row.instant());
        var seal = row.bytes();
        var proven = stored.toConsentState().filter(read -> chain.isSealed(seal, Seal.permission(account, read)));
        if (proven.isPresent()) {
            var last = proven.get();
            var current = last.at().isBefore(inForceFrom) ? last.asOf(state.at(), timeline) : last;
            handler.handle(new SnapshotRow(
                    account.toString(), stored.product(), text(current.usableSince()), reason(current)));
            return;
        }
        unproven.add(new Permission(account, stored.product(), stored.usableSince()));
        if (unproven.size() == UNPROVEN_AT_ONCE) {
            prove(handler);
        }
    }

    private <E extends Exception> void prove(RowHandler<E> handler) throws E {
        if (unproven.isEmpty()) {
            return;
        }
        for (Permission permission : proof.prove(unproven, state.at())) {
            handler.handle(new SnapshotRow(
                    permission.account().toString(), permission.product(), text(permission.usableSince()), null));
        }
        unproven.clear();
    }

    private static ChangeReason reason(ConsentState state) {
        if (!state.isUsable()) {
            return state.isOptedOut() ? ChangeReason.CHOICE : null;
        }
        var began = state.usableSinceEntry();
        if (began == null) {
            return ChangeReason.POLICY_VERSION;
        }
        var choice = state.choiceEntry();
        return choice != null && choice.sequence() == began.sequence() ? ChangeReason.CHOICE : null;
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    @Override
    public void close() {
        if (isAborted) {
            end(connection);
        } else {
            release(connection);
        }
    }

    /** A cancel request could cancel the next statement of whichever request has this connection by then. */
    private static void end(Connection connection) {
        try (connection) {
            // the pool's own abort() does nothing, and the pool discards closed connections
            connection.unwrap(PgConnection.class).abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException("failed to abort a snapshot's connection", e);
        }
    }

    private static void release(Connection connection) {
        try (connection) {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException("failed to return a snapshot's connection to the pool", e);
        }
    }
}
