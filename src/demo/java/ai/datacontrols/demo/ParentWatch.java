package ai.datacontrols.demo;

import java.util.concurrent.TimeUnit;

/**
 * Exits this JVM when its parent process (Maven) has exited for any reason, because the terminal could no longer stop
 * the demo.
 */
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
            // compares pids: an orphan is reparented at once, while a killed parent may stay listed for a while
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
