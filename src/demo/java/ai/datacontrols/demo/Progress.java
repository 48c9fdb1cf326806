package ai.datacontrols.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reports the phases of a start: one line each, with a dot every few seconds and the duration at the end.
 *
 * <p>Lines are never rewritten, so a log file reads like a terminal.
 */
final class Progress {
    private final PrintStream out;
    private final Duration interval;

    /** @param interval the time between two dots */
    Progress(PrintStream out, Duration interval) {
        this.out = out;
        this.interval = interval;
    }

    /** Runs a phase and reports it. An exception of the phase ends the line and is passed on. */
    void run(String title, Runnable phase) {
        long begin = System.nanoTime();
        out.print(title + " ...");
        out.flush();
        CountDownLatch ended = new CountDownLatch(1);
        Thread heartbeat = new Thread(() -> printDots(ended), "progress");
        heartbeat.setDaemon(true);
        heartbeat.start();
        String result = "";
        try {
            phase.run();
            result = " %d s".formatted((System.nanoTime() - begin) / 1_000_000_000);
        } finally {
            ended.countDown();
            join(heartbeat);
            out.println(result);
        }
    }

    private void printDots(CountDownLatch ended) {
        try {
            while (!ended.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                out.print('.');
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
