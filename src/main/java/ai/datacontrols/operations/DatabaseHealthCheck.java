package ai.datacontrols.operations;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports an instance as not ready if the database is unreachable or read-only, as a standby is. */
@Readiness
@Singleton
public class DatabaseHealthCheck implements AsyncHealthCheck {

    /** Writes nothing. The setting is on during recovery, and by default of the role, the database or the server. */
    private static final String IS_WRITABLE =
            "select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off'";

    private static final int TIMEOUT_SECONDS = 1;

    private final DataSource dataSource;
    private final TimedProbe probe;

    DatabaseHealthCheck(DataSource dataSource, TimedProbe probe) {
        this.dataSource = dataSource;
        this.probe = probe;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return probe.succeeds(this::acceptsWrites)
                .map(writable -> HealthCheckResponse.named("Database connections health check")
                        .status(writable)
                        .build());
    }

    /** Borrows a connection as requests do; the pool's check would report a closed one, which requests replace. */
    private boolean acceptsWrites() throws SQLException {
        try (var connection = dataSource.getConnection();
                var sql = connection.createStatement()) {
            sql.setQueryTimeout(TIMEOUT_SECONDS);
            try (var row = sql.executeQuery(IS_WRITABLE)) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
