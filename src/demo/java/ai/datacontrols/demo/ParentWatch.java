package ai.datacontrols.demo;

import java.util.concurrent.TimeUnit;

/** Ends this JVM when the process that started it (Maven) is gone, whichever way: nobody could stop the demo then. */
final class ParentWatch {
    private static final int TERMINATED = 143;

    private ParentWatch() {}

    static void begin() {
        long parent = parent();
        Thread watch = new Thread(() -> endWithout(parent), "parent watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void endWithout(long parent) {
        try {
            // an orphan gets another parent at once, while a killed process may be listed for a while
            while (parent() == parent) {
                TimeUnit.MILLISECONDS.sleep(500);
            }
            System.exit(TERMINATED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }
}
