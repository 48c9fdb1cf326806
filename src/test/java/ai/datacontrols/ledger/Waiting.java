package ai.datacontrols.ledger;

import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.TestServices;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

/** Connections that wait for a lock held by another transaction. */
public final class Waiting {

    private static final String FOR_A_LOCK = """
            from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query ilike ?""";

    private Waiting() {}

    /** Waits until a statement that matches this {@code ilike} pattern is blocked. */
    public static void untilBlocked(String statement) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(10))
                .until(() -> count("select count(*) " + FOR_A_LOCK, statement) > 0);
    }

    /** Waits until this many connections are blocked in such a statement, or one of the tasks has completed. */
    static void untilSoManyDo(int connections, String statement, List<? extends Future<?>> tasks) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(10))
                .until(() -> tasks.stream().anyMatch(Future::isDone)
                        || count("select count(*) " + FOR_A_LOCK, statement) >= connections);
    }

    /** Terminates the connections that are blocked in such a statement. */
    static void isEnded(String statement) {
        count("select count(pg_terminate_backend(pid)) " + FOR_A_LOCK, statement);
    }

    private static int count(String query, String statement) {
        try (var connection = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var sql = connection.prepareStatement(query)) {
            sql.setString(1, statement);
            try (var result = sql.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
