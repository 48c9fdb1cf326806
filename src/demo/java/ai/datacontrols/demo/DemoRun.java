package ai.datacontrols.demo;

import io.quarkus.runtime.Application;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of the demo: the parts start before the application and stop after it. */
final class DemoRun {
    // dev mode calls main again at every reload, with new classes: only a system property survives that
    private static final String STARTED = "demo.started";

    private volatile boolean stopping;

    private DemoRun() {}

    static void start(Ports ports, Path directory) {
        if (System.getProperty(STARTED) == null) {
            DemoRun run = new DemoRun();
            try {
                run.startParts(ports, directory);
            } catch (PartsException e) {
                run.giveUp(e);
            }
            System.setProperty(STARTED, "true");
        }
    }

    private void startParts(Ports ports, Path directory) {
        ParentWatch.begin();
        DemoLock lock = BeforeStart.check(ports, directory);
        System.out.println("Starting PostgreSQL and Keycloak …");
        Parts parts = Parts.launch(ports, directory);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts, lock), "stop parts"));
        parts.awaitReady();
        parts.settings().forEach(System::setProperty);
        System.setProperty("quarkus.http.host", "localhost");
        System.setProperty("quarkus.http.port", Integer.toString(ports.app()));
    }

    private void giveUp(PartsException reason) {
        if (!stopping) { // a Keycloak that ends because of Ctrl-C is no failure
            System.err.println(reason.getMessage());
        }
        System.exit(1);
    }

    private void stop(Parts parts, DemoLock lock) {
        stopping = true;
        // shutdown hooks run side by side: without this the database would go while it is still needed
        Application application = Application.currentApplication();
        if (application != null) {
            CompletableFuture.runAsync(application::awaitShutdown)
                    .completeOnTimeout(null, 5, TimeUnit.SECONDS)
                    .join();
        }
        parts.close();
        lock.release();
    }
}
