package ai.datacontrols.web.ndjson;

import ai.datacontrols.web.error.ApiException;
import ai.datacontrols.web.request.JwtClaims;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Runs streams on a separate thread pool, so that pages and single decisions never wait for them, and limits the
 * concurrent streams of a client. Authorization comes before; the body is read after.
 */
@ApplicationScoped
class StreamAdmission {

    private static final String POOL = "streams";

    private final JsonWebToken caller;
    private final SecurityIdentity identity;
    private final Vertx vertx;
    private final MeterRegistry metrics;
    private final WorkerExecutor threads;
    private final Kind lines;
    private final Kind snapshots;
    private final Kind exports;
    private final Duration idleTimeout;

    private record Kind(String name, ClientLimit limit, Duration timeout) {}

    StreamAdmission(
            JsonWebToken caller, SecurityIdentity identity, Vertx vertx, StreamConfig config, MeterRegistry metrics) {
        this.caller = caller;
        this.identity = identity;
        this.vertx = vertx;
        this.metrics = metrics;
        lines = new Kind(
                "lines",
                new ClientLimit("NDJSON requests", config.maxConcurrent(), config.maxConcurrentPerClient()),
                StreamWatchdog.NO_TIMEOUT);
        snapshots = new Kind(
                "snapshot",
                new ClientLimit("snapshots", config.maxConcurrentSnapshots(), config.maxConcurrentSnapshotsPerClient()),
                config.snapshotTimeout());
        exports = new Kind(
                "export",
                new ClientLimit("exports", config.maxConcurrentExports(), config.maxConcurrentExportsPerCaller()),
                config.exportTimeout());
        idleTimeout = config.idleTimeout();
        // no limit on how long a thread is busy: the watchdog enforces the timeouts
        threads = vertx.createSharedWorkerExecutor(
                POOL,
                config.maxConcurrent() + config.maxConcurrentSnapshots() + config.maxConcurrentExports(),
                Long.MAX_VALUE,
                TimeUnit.NANOSECONDS);
    }

    /** Creates the pool and the gauges before the first request. */
    void onStart(@Observes StartupEvent started) {
        gauge(lines);
        gauge(snapshots);
        gauge(exports);
    }

    @LineStream
    @ServerRequestFilter(nonBlocking = true, priority = 1)
    void admitLines(RoutingContext routing) {
        admit(lines, client(), routing);
    }

    @SnapshotStream
    @ServerRequestFilter(nonBlocking = true, priority = 1)
    void admitSnapshot(RoutingContext routing) {
        admit(snapshots, client(), routing);
    }

    /** All people share one OIDC client, so an export counts against its subject. */
    @ExportStream
    @ServerRequestFilter(nonBlocking = true, priority = 1)
    void admitExport(RoutingContext routing) {
        admit(exports, JwtClaims.text(identity.getPrincipal(), "sub"), routing);
    }

    private String client() {
        return caller.getClaim("azp");
    }

    private void admit(Kind kind, String client, RoutingContext routing) {
        var permit = acquire(kind, client);
        var watchdog = new StreamWatchdog(routing, client, kind.name, idleTimeout, kind.timeout, metrics);
        watchdog.start(vertx);
        var rest = CurrentRequestManager.get();
        rest.suspend();
        rest.resume((Runnable remainder) -> threads.executeBlocking(
                () -> {
                    try (permit;
                            watchdog) {
                        remainder.run();
                    }
                    return null;
                },
                false));
    }

    private ClientLimit.Permit acquire(Kind kind, String client) {
        try {
            return kind.limit.acquire(client);
        } catch (ApiException refused) {
            metrics.counter("data.controls.streams.refused", "kind", kind.name).increment();
            throw refused;
        }
    }

    private void gauge(Kind kind) {
        Gauge.builder("data.controls.streams.active", kind.limit, ClientLimit::total)
                .description("streams in progress")
                .tag("kind", kind.name)
                .register(metrics);
    }
}
