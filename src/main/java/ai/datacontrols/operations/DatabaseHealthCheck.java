package ai.datacontrols.operations;

import io.agroal.api.AgroalDataSource;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports an instance as not ready while the database can't be reached. Replaces the extension's check, which blocks. */
@Readiness
@Singleton
public class DatabaseHealthCheck implements AsyncHealthCheck {

    private final AgroalDataSource dataSource;
    private final TimedProbe probe;

    DatabaseHealthCheck(AgroalDataSource dataSource, TimedProbe probe) {
        this.dataSource = dataSource;
        this.probe = probe;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return probe.succeeds(() -> dataSource.isHealthy(false))
                .map(reachable -> HealthCheckResponse.named("Database connections health check")
                        .status(reachable)
                        .build());
    }
}
