package ai.datacontrols.ledger;

import static ai.datacontrols.ledger.FeedQuery.instant;

import ai.datacontrols.ledger.FeedQuery.Here;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Standing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * All permissions at one moment, and the feed position that goes with it: what the one shows, the other has behind it. Reads
 * on while it is open, in the same memory however many there are.
 */
public final class PermissionSnapshot implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 2_000;

    private final Connection connection;
    private final PolicyTimeline timeline;
    private final Here here;

    /** Takes one permission after the other. */
    @FunctionalInterface
    public interface Taker<E extends Exception> {
        void take(Permission permission) throws E;
    }

    private PermissionSnapshot(Connection connection, PolicyTimeline timeline) throws SQLException {
        this.connection = connection;
        this.timeline = timeline;
        this.here = FeedQuery.here(connection);
    }

    static PermissionSnapshot take(DataSource database, PolicyTimeline timeline) throws SQLException {
        var connection = database.getConnection();
        try {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            // every statement sees what the first one saw
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new PermissionSnapshot(connection, timeline);
        } catch (SQLException e) {
            giveBack(connection);
            throw e;
        }
    }

    boolean isOfThisServer() {
        return here.isOfThisServer();
    }

    /** From where the feed goes on. */
    public FeedPosition position() {
        return here.position(timeline);
    }

    /** The moment, by the database's clock. */
    public Instant at() {
        return here.at();
    }

    /** Hands over every permission, one for each account and product, in no order. */
    public <E extends Exception> void forEach(Taker<E> taker) throws E {
        try (var sql = connection.prepareStatement(
                "select account, product, plan, choice, usable_since, standing_at from current_permission")) {
            sql.setFetchSize(ROWS_AT_ONCE);
            try (var rows = sql.executeQuery()) {
                while (rows.next()) {
                    taker.take(permission(rows));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the snapshot can't be read on", e);
        }
    }

    private Permission permission(ResultSet row) throws SQLException {
        var choice = row.getString("choice");
        var stored = new Standing(
                row.getString("product"),
                row.getString("plan"),
                null,
                choice == null ? null : Choice.valueOf(choice),
                null,
                instant(row, "usable_since"),
                null,
                instant(row, "standing_at"));
        return new Permission(
                row.getObject("account", UUID.class),
                stored.product(),
                stored.at(here.at(), timeline).usableSince());
    }

    @Override
    public void close() {
        giveBack(connection);
    }

    private static void giveBack(Connection connection) {
        try (connection) {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException("the connection of a snapshot can't be given back", e);
        }
    }
}
