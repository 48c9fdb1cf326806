package ai.datacontrols.demo;

import io.quarkus.runtime.Application;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of the demo: the parts start before the application and stop after it. */
final class DemoRun {
    // dev mode calls main again on each reload, in a new class loader: only a system property survives that
    private static final String STARTED = "demo.started";

    private volatile boolean stopping;
    private volatile Parts parts;

    private DemoRun() {}

    static void start(Ports ports, Path directory) {
        if (System.getProperty(STARTED) == null) {
            DemoRun run = new DemoRun();
            try {
                run.startParts(ports, directory);
            } catch (PartsException e) {
                run.fail(e);
            }
            System.setProperty(STARTED, "true");
        }
    }

    private void startParts(Ports ports, Path directory) {
        ParentWatch.begin();
        DemoLock lock = BeforeStart.check(ports, directory);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(lock), "stop parts"));
        Progress progress = new Progress(System.out, Duration.ofSeconds(3));
        parts = Parts.launchKeycloak(ports, directory);
        progress.run("4/6 Starting PostgreSQL, and Keycloak beside it", parts::startPostgres);
        progress.run(
                "5/6 Waiting for Keycloak" + (parts.isFirstStart() ? ", about 45 s the first time" : ""),
                parts::awaitReady);
        System.out.println("6/6 Starting Data Controls");
        parts.settings().forEach(System::setProperty);
        System.setProperty("data-controls.feed.pipelines", TrainingPipeline.CLIENT);
        System.setProperty("quarkus.http.host", "localhost");
        System.setProperty("quarkus.http.port", Integer.toString(ports.app()));
    }

    private void fail(PartsException reason) {
        if (!stopping) { // Ctrl-C ends Keycloak, too; that isn't a failure
            System.err.println("\n" + reason.getMessage() + "\n");
        }
        System.exit(1);
    }

    private void stop(DemoLock lock) {
        stopping = true;
        // shutdown hooks run concurrently: the database must not stop before the application
        Application application = Application.currentApplication();
        if (application != null) {
            CompletableFuture.runAsync(application::awaitShutdown)
                    .completeOnTimeout(null, 5, TimeUnit.SECONDS)
                    .join();
        }
        if (parts != null) {
            parts.close();
        }
        lock.release();
    }
}
