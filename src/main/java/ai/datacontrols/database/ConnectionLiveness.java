package ai.datacontrols.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ExceptionSorter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.postgresql.PGConnection;

/**
 * Validates pooled connections on borrow, without a round trip each time. A connection is trusted for 250 ms after its
 * last response, unless another one of the pool has failed since. If one is found dead, those that were idle are
 * discarded without validation, which would take a second each if the network drops packets.
 */
final class ConnectionLiveness implements ConnectionValidator, ExceptionSorter {

    /** Less than a restart of PostgreSQL takes. */
    private static final long TRUSTED = Duration.ofMillis(250).toNanos();

    private static final int TIMEOUT_SECONDS = 1;

    /** When each connection last responded, by identity, because the pool creates a new wrapper for each validation. */
    private final Cache<PGConnection, Long> answeredAt =
            Caffeine.newBuilder().weakKeys().build();

    private final LongSupplier nanoTime;
    private volatile long brokenAt;
    private volatile long foundDeadAt;

    ConnectionLiveness(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        brokenAt = nanoTime.getAsLong();
        foundDeadAt = brokenAt;
    }

    @Override
    public boolean isValid(Connection connection) {
        try {
            return isAlive(connection, connection.unwrap(PGConnection.class));
        } catch (SQLException closed) {
            return false;
        }
    }

    private boolean isAlive(Connection connection, PGConnection identity) throws SQLException {
        var now = nanoTime.getAsLong();
        var answered = answeredAt.getIfPresent(identity);
        if (answered != null && now - answered < TRUSTED && answered - brokenAt > 0) {
            return true;
        }
        if (answered != null && foundDeadAt - answered > TRUSTED) {
            return false;
        }
        if (connection.isValid(TIMEOUT_SECONDS)) {
            answeredAt.put(identity, now);
            return true;
        }
        foundDeadAt = nanoTime.getAsLong();
        brokenAt = foundDeadAt;
        return false;
    }

    /** Returns whether a failure makes its connection unusable; if so, all others are validated before their next use. */
    @Override
    public boolean isFatal(SQLException failure) {
        var isFatal = failure.getSQLState() != null
                // class 08, connection exception; 57P01 to 57P05, the server ended the session
                && (failure.getSQLState().startsWith("08")
                        || failure.getSQLState().startsWith("57P0"));
        if (isFatal) {
            brokenAt = nanoTime.getAsLong();
        }
        return isFatal;
    }
}
