package ai.datacontrols.ledger.feed;

import ai.datacontrols.ledger.feed.FeedQuery.FeedState;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PgConnection;

/**
 * All permissions at one instant, with the cursor at which the feed continues. Rows are streamed, so memory is
 * constant.
 */
public final class PermissionSnapshot implements AutoCloseable {

    /**
     * Selects instants as text (RFC 3339, UTC). Rows that were folded before the policy version in force also contain
     * the columns needed to fold them further.
     */
    private static final String COLUMNS = """
            copy (
              select account, product, %s, case when ${behind} then %s end,
                case when ${behind} then plan end, case when ${behind} then choice end
              from current_permission
            ) to stdout""".formatted(text("usable_since"), text("standing_at"));

    private static final String NULL = "\\N";

    private final Connection connection;
    private final PolicyTimeline timeline;
    private final FeedState state;
    private boolean isAborted;

    /** Receives the permissions one by one. */
    @FunctionalInterface
    public interface RowHandler<E extends Exception> {
        void handle(SnapshotRow permission) throws E;
    }

    private static String text(String column) {
        return "replace((%s at time zone 'UTC')::text, ' ', 'T') || 'Z'".formatted(column);
    }

    private PermissionSnapshot(Connection connection, PolicyTimeline timeline) throws SQLException {
        this.connection = connection;
        this.timeline = timeline;
        this.state = FeedQuery.state(connection);
    }

    /** @param connection closed together with the snapshot */
    static PermissionSnapshot take(Connection connection, PolicyTimeline timeline) throws SQLException {
        try {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            // all statements share the first one's snapshot
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new PermissionSnapshot(connection, timeline);
        } catch (SQLException e) {
            release(connection);
            throw e;
        }
    }

    boolean isOfThisServer() {
        return state.isOfThisServer();
    }

    /** Returns the cursor at which the feed continues. */
    public FeedCursor cursor() {
        return state.cursor(timeline);
    }

    /** Returns the instant of the snapshot, by the database's clock. */
    public Instant at() {
        return state.at();
    }

    /** Passes every permission to the handler, one for each account and product, in no particular order. */
    public <E extends Exception> void forEach(RowHandler<E> handler) throws E {
        try {
            var rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(columns());
            try {
                for (var row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
                    handler.handle(row(new String(row, 0, row.length - 1, StandardCharsets.US_ASCII)));
                }
            } finally {
                isAborted = rows.isActive();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("failed to read the snapshot", e);
        }
    }

    /** COPY has no parameters; an instant needs no quoting. */
    private String columns() {
        var inForceFrom = timeline.at(state.at()).inForceFrom();
        var behind = inForceFrom.equals(Instant.MIN) ? "false" : "standing_at < '%s'".formatted(inForceFrom);
        return COLUMNS.replace("${behind}", behind);
    }

    /** Splits a row at tabs: no column can contain a tab, or anything that COPY escapes. */
    private SnapshotRow row(String row) {
        var product = row.indexOf('\t') + 1;
        var usableSince = row.indexOf('\t', product) + 1;
        var behind = row.indexOf('\t', usableSince) + 1;
        return new SnapshotRow(
                row.substring(0, product - 1),
                row.substring(product, usableSince - 1),
                row.startsWith(NULL, behind)
                        ? instant(row.substring(usableSince, behind - 1))
                        : caughtUp(row.split("\t")));
    }

    /** Applies the policy versions that came into force since the row was folded. */
    private String caughtUp(String... row) {
        var choice = nullable(row[5]);
        var stored = new ConsentState(
                row[1],
                nullable(row[4]),
                null,
                choice == null ? null : Choice.valueOf(choice),
                null,
                nullable(row[2]) == null ? null : Instant.parse(row[2]),
                null,
                Instant.parse(row[3]));
        var usableSince = stored.asOf(state.at(), timeline).usableSince();
        return usableSince == null ? null : usableSince.toString();
    }

    /** Formats fractions of a second with 3 or 6 digits, as {@link Instant#toString} does in the feed. */
    private static String instant(String column) {
        if (column.equals(NULL)) {
            return null;
        }
        var digits = column.length() - "2026-01-01T00:00:00.Z".length();
        return digits % 3 <= 0 ? column : column.substring(0, column.length() - 1) + "0".repeat(3 - digits % 3) + "Z";
    }

    private static String nullable(String column) {
        return column.equals(NULL) ? null : column;
    }

    @Override
    public void close() {
        if (isAborted) {
            end(connection);
        } else {
            release(connection);
        }
    }

    /**
     * A cancel request uses a separate connection and could cancel the next statement of whichever request has this
     * connection by then.
     */
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
