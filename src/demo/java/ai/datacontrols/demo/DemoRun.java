package ai.datacontrols.demo;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of the demo: the parts start before the application and stop after it. */
final class DemoRun {
    // dev mode calls main again at every reload, with new classes: only a system property survives that
    private static final String STARTED = "demo.started";

    private final CountDownLatch applicationStopped = new CountDownLatch(1);
    private volatile boolean applicationStarted;
    private volatile boolean stopping;

    private DemoRun() {}

    static DemoRun start(Ports ports, Path directory) {
        DemoRun run = new DemoRun();
        try {
            if (System.getProperty(STARTED) == null) {
                run.startParts(ports, directory);
                System.setProperty(STARTED, "true");
            }
        } catch (PartsException e) {
            run.giveUp(e);
        }
        run.applicationStarted = true;
        return run;
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

    void applicationStopped() {
        applicationStopped.countDown();
    }

    private void stop(Parts parts, DemoLock lock) {
        stopping = true;
        try {
            // shutdown hooks run side by side: without this the database would go while it is still needed
            if (applicationStarted) {
                applicationStopped.await(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parts.close();
        lock.release();
    }
}
