package ai.datacontrols.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of the demo: the parts start before the application and stop after it. */
final class DemoRun {
    // dev mode calls main again at every reload, with new classes: only a system property survives that
    private static final String STARTED = "demo.started";

    private final CountDownLatch applicationStopped = new CountDownLatch(1);

    private DemoRun() {}

    static DemoRun start(Ports ports, Path directory) {
        DemoRun run = new DemoRun();
        if (System.getProperty(STARTED) != null) {
            return run;
        }
        try {
            ParentWatch.begin();
            ports.requireFree();
            requireAlone(directory);
            System.out.println("Starting PostgreSQL and Keycloak …");
            run.startParts(ports, directory);
        } catch (PartsException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        return run;
    }

    private void startParts(Ports ports, Path directory) {
        Parts parts = Parts.launch(ports, directory);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts), "stop parts"));
        parts.awaitReady();
        parts.settings().forEach(System::setProperty);
        System.setProperty("quarkus.http.host", "localhost");
        System.setProperty("quarkus.http.port", Integer.toString(ports.app()));
        System.setProperty(STARTED, "true");
    }

    /** Two demos on the same data would spoil them; the lock goes away with this JVM, however it ends. */
    private static void requireAlone(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel lock =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new PartsException("A demo of this checkout is running already; stop it first.");
            }
        } catch (IOException e) {
            throw new PartsException("The demo can't keep its data in %s: %s.".formatted(directory, e.getMessage()), e);
        }
    }

    void applicationStopped() {
        applicationStopped.countDown();
    }

    private void stop(Parts parts) {
        try {
            // shutdown hooks run side by side: without this the database would go while it is still needed
            applicationStopped.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parts.close();
    }
}
