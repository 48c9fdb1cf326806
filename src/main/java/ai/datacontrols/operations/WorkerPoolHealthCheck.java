package ai.datacontrols.operations;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports an instance as not ready while its worker pool is exhausted, so that requests go to another one. */
@Readiness
@Singleton
public class WorkerPoolHealthCheck implements AsyncHealthCheck {

    private final TimedProbe probe;

    WorkerPoolHealthCheck(TimedProbe probe) {
        this.probe = probe;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return probe.succeeds(() -> true)
                .map(free ->
                        HealthCheckResponse.named("Worker threads").status(free).build());
    }
}
