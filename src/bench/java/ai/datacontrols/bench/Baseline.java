package ai.datacontrols.bench;

import ai.datacontrols.demo.Ports;
import ai.datacontrols.demo.Watchdog;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Runs the {@link BaselineServer} in a separate process. */
final class Baseline implements AutoCloseable {

    private final int port = Ports.free().app();
    private final Process process;

    private Baseline(Database server, DataSet data, long pageBytes, long decisionBytes) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        BenchEnvironment.likeTheImage().forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BaselineServer.class.getName(),
                Integer.toString(port),
                Integer.toString(server.port()),
                data.database(),
                Long.toString(pageBytes),
                Long.toString(decisionBytes)));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "bench", "bare.log").toFile())
                .start();
        new Watchdog().guard(process.toHandle());
    }

    /** Starts the server and waits until it responds. */
    static Baseline start(Database server, DataSet data, long pageBytes, long decisionBytes) throws IOException {
        var baseline = new Baseline(server, data, pageBytes, decisionBytes);
        Awaitility.await("the bare server")
                .atMost(Duration.ofMinutes(1))
                .failFast("the server has exited, log: target/bench/bare.log", () -> !baseline.process.isAlive())
                .ignoreExceptions()
                .until(() -> {
                    try (var socket = new Socket("localhost", baseline.port)) {
                        return socket.isConnected();
                    }
                });
        return baseline;
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
