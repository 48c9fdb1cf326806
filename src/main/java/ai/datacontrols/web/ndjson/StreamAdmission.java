package ai.datacontrols.web.ndjson;

import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.request.JwtClaims;
import ai.datacontrols.web.request.RequestPipeline;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
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

    static final Set<CallerKind> LINES =
            EnumSet.of(CallerKind.PIPELINE, CallerKind.BILLING, CallerKind.IMPORT, CallerKind.PRIVACY_OFFICE);

    static final Set<CallerKind> SNAPSHOTS = EnumSet.of(CallerKind.PIPELINE, CallerKind.PRIVACY_OFFICE);

    static final Set<CallerKind> EXPORTS = EnumSet.of(CallerKind.PERSON, CallerKind.ACCESS_DESK, CallerKind.AUDITOR);

    private final JsonWebToken caller;
    private final SecurityIdentity identity;
    private final Vertx vertx;
    private final MeterRegistry metrics;
    private final WorkerExecutor threads;
    private final Kind lines;
    private final Kind snapshots;
    private final Kind exports;
    private final Duration idleTimeout;

    private record Kind(String name, ClientLimit limit, Duration timeout, int minLines) {}

    StreamAdmission(
            JsonWebToken caller, SecurityIdentity identity, Vertx vertx, StreamConfig config, MeterRegistry metrics) {
        this.caller = caller;
        this.identity = identity;
        this.vertx = vertx;
        this.metrics = metrics;
        lines = new Kind(
                "lines",
                new ClientLimit(
                        "NDJSON requests",
                        config.maxConcurrent(),
                        config.maxConcurrentPerClient(),
                        config.reservedPerRole(),
                        LINES),
                StreamWatchdog.NO_TIMEOUT,
                config.minLines());
        snapshots = new Kind(
                "snapshot",
                new ClientLimit(
                        "snapshots",
                        config.maxConcurrentSnapshots(),
                        config.maxConcurrentSnapshotsPerClient(),
                        config.reservedPerRole(),
                        SNAPSHOTS),
                config.snapshotTimeout(),
                0);
        exports = new Kind(
                "export",
                new ClientLimit(
                        "exports",
                        config.maxConcurrentExports(),
                        config.maxConcurrentExportsPerCaller(),
                        config.reservedPerRole(),
                        EXPORTS),
                config.exportTimeout(),
                0);
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
    @ServerRequestFilter(nonBlocking = true, priority = RequestPipeline.OfResources.STREAMS)
    void admitLines(RoutingContext routing, ResourceInfo resource) {
        admit(lines, callerKind(resource), client(), routing);
    }

    @SnapshotStream
    @ServerRequestFilter(nonBlocking = true, priority = RequestPipeline.OfResources.STREAMS)
    void admitSnapshot(RoutingContext routing, ResourceInfo resource) {
        admit(snapshots, callerKind(resource), client(), routing);
    }

    /** All people share one OIDC client, so an export counts against its subject. */
    @ExportStream
    @ServerRequestFilter(nonBlocking = true, priority = RequestPipeline.OfResources.STREAMS)
    void admitExport(RoutingContext routing, ResourceInfo resource) {
        var subject = JwtClaims.text(identity.getPrincipal(), "sub");
        admit(exports, callerKind(resource), subject, routing);
    }

    private static CallerKind callerKind(ResourceInfo resource) {
        return resource.getResourceMethod().getAnnotation(StreamCaller.class).value();
    }

    private String client() {
        return caller.getClaim("azp");
    }

    private void admit(Kind kind, CallerKind caller, String client, RoutingContext routing) {
        var permit = acquire(kind, caller, client);
        var watchdog =
                new StreamWatchdog(routing, client, kind.name, idleTimeout, kind.timeout, kind.minLines, metrics);
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

    private ClientLimit.Permit acquire(Kind kind, CallerKind caller, String client) {
        try {
            return kind.limit.acquire(caller, client);
        } catch (RequestException refused) {
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
