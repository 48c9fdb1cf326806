package ai.datacontrols.operations;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports an instance as not ready if the database is unreachable. Replaces the extension's check, which blocks. */
@Readiness
@Singleton
public class DatabaseHealthCheck implements AsyncHealthCheck {

    private static final int TIMEOUT_SECONDS = 1;

    private final DataSource dataSource;
    private final TimedProbe probe;

    DatabaseHealthCheck(DataSource dataSource, TimedProbe probe) {
        this.dataSource = dataSource;
        this.probe = probe;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return probe.succeeds(this::answers)
                .map(reachable -> HealthCheckResponse.named("Database connections health check")
                        .status(reachable)
                        .build());
    }

    /**
     * Borrows a connection as requests do. The pool's own check would also report a closed connection, which requests
     * replace.
     */
    private boolean answers() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS);
        }
    }
}
