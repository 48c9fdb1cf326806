package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.ManyAccounts;
import ai.datacontrols.parts.RawConnection;
import ai.datacontrols.parts.Replica;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams of five million lines through an instance with a heap of 256 MB: both directions, and the snapshot. */
@QuarkusTest
class ManyLinesIT {

    private static final long LINES = Long.getLong("lines", 5_000_000);
    private static final String PREFIX = "eeeeeeee-0000-4000-8000-";
    private static final Path FIGURES = Path.of("target", "figures", "many-lines.txt");

    @BeforeAll
    static void manyAccounts() throws IOException {
        Files.createDirectories(FIGURES.getParent());
        Files.deleteIfExists(FIGURES);
        ManyAccounts.write(PREFIX, LINES);
    }

    @AfterAll
    static void gone() {
        ManyAccounts.remove(PREFIX);
    }

    @Test
    void decisionsReconciliationAndSnapshotStayInTheSameMemory() throws Exception {
        try (var replica = Replica.start(Map.of(), "-Xmx256m")) {
            measure(
                    replica,
                    "decisions",
                    () -> send(
                            replica,
                            "/api/v1/decisions/batch",
                            n ->
                                    "{\"ref\":%d,\"account\":\"%s\",\"product\":\"le-chat\",\"data\":\"input-output\",\"createdAt\":\"2026-01-01T00:00:00Z\"}"
                                            .formatted(n, account(n)),
                            "NOT_USABLE_SINCE_CREATION"));
            measure(
                    replica,
                    "reconciliation",
                    () -> send(
                            replica,
                            "/api/v1/subscriptions",
                            n -> "{\"ref\":%d,\"account\":\"%s\",\"product\":\"le-chat\",\"plan\":\"free\"}"
                                    .formatted(n, account(n)),
                            "\"changed\":false"));
            measure(replica, "snapshot", () -> snapshot(replica));
        }
    }

    private interface Work {
        long lines() throws Exception;
    }

    private static void measure(Replica replica, String what, Work work) throws Exception {
        var before = System.nanoTime();
        var lines = work.lines();
        var seconds = (System.nanoTime() - before) / 1e9;
        assertThat(lines).as(what).isGreaterThanOrEqualTo(LINES);
        var figure = "%s: %,d lines in %.0f s, %,.0f a second; the process has had %s of memory at the most"
                .formatted(what, lines, seconds, lines / seconds, mostMemory(replica));
        System.out.println(figure);
        Files.writeString(FIGURES, figure + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Sends while reading, and checks that each line has its response in the same place. */
    private static long send(Replica replica, String path, LongFunction<String> line, String expected)
            throws Exception {
        try (var connection = new RawConnection(URI.create(replica.address()), Duration.ofSeconds(30))) {
            connection.post(path, Token.fresh(path.contains("subscriptions") ? "billing" : "pipeline-chat"));
            var writing = CompletableFuture.runAsync(() -> write(connection, line));
            assertThat(connection.status()).contains("200");
            var n = 0L;
            for (var answered = connection.line(); answered != null; answered = connection.line()) {
                n++;
                if (!answered.startsWith("{\"ref\":" + n + ",") || !answered.contains(expected)) {
                    throw new AssertionError("line " + n + ": " + answered);
                }
            }
            writing.join();
            return n;
        }
    }

    private static void write(RawConnection connection, LongFunction<String> line) {
        try {
            var some = new StringBuilder();
            for (var n = 1L; n <= LINES; n++) {
                some.append(line.apply(n)).append('\n');
                if (n % 500 == 0 || n == LINES) {
                    connection.chunk(some.toString());
                    some.setLength(0);
                }
            }
            connection.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long snapshot(Replica replica) throws Exception {
        try (var connection = new RawConnection(URI.create(replica.address()), Duration.ofSeconds(30))) {
            connection.get("/api/v1/permissions", Token.fresh("pipeline-chat"));
            assertThat(connection.status()).contains("200");
            assertThat(connection.line()).contains("position");
            var n = 0L;
            while (connection.line() != null) {
                n++;
            }
            return n;
        }
    }

    private static String account(long n) {
        return PREFIX + "%012x".formatted(n);
    }

    /** Returns the peak memory of the process as Linux reports it; empty on other systems. */
    private static String mostMemory(Replica replica) throws IOException {
        var status = Path.of("/proc/" + replica.pid() + "/status");
        if (!Files.exists(status)) {
            return "an unknown amount";
        }
        try (var lines = Files.lines(status)) {
            var kilobytes =
                    lines.filter(line -> line.startsWith("VmHWM")).findFirst().orElseThrow();
            return Long.parseLong(kilobytes.replaceAll("\\D", "")) / 1024 + " MB";
        }
    }
}
