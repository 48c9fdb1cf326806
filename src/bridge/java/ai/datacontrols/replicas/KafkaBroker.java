package ai.datacontrols.replicas;

import ai.datacontrols.demo.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Kafka broker of one node in a process of its own, with a class path of its own. */
final class KafkaBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path LOG = Path.of("target", "kafka.log").toAbsolutePath();

    private final int port = Ports.free().app();
    private final Process process;

    /** @param folder for the class path, settings and data; Maven gets missing libraries */
    KafkaBroker(Path folder) {
        try {
            Files.deleteIfExists(LOG);
            var classPath = folder.resolve("classpath.txt");
            run(
                    Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                    "-B",
                    "-q",
                    "-f",
                    Path.of("src", "bridge", "broker", "pom.xml").toString(),
                    "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
                    "-Dmdep.outputFile=" + classPath);
            var settings = Files.write(folder.resolve("broker.properties"), settings(folder));
            var java = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    Files.readString(classPath).strip()));
            var format = new ArrayList<>(java);
            format.addAll(List.of(
                    "kafka.tools.StorageTool",
                    "format",
                    "-t",
                    // 16 bytes in Base64, as the tool writes them
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(UUID.randomUUID()
                                    .toString()
                                    .substring(0, 16)
                                    .getBytes(StandardCharsets.US_ASCII)),
                    "-c",
                    settings.toString()));
            run(format.toArray(String[]::new));
            java.addAll(List.of("kafka.Kafka", settings.toString()));
            process = start(java.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop Kafka"));
        Awaitility.await("Kafka on port " + port + ", log: " + LOG)
                .atMost(PATIENCE)
                .failFast("it has ended, log: " + LOG, () -> !process.isAlive())
                .until(this::accepts);
    }

    String address() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> settings(Path folder) {
        var controller = Ports.free().app();
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@localhost:" + controller,
                "listeners=PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller,
                "advertised.listeners=PLAINTEXT://localhost:" + port,
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + folder.resolve("data"),
                "offsets.topic.replication.factor=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "log.cleaner.dedupe.buffer.size=2097152");
    }

    private boolean accepts() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void run(String... command) throws IOException {
        try {
            if (start(command).waitFor() != 0) {
                throw new IOException(command[0] + " has failed, log: " + LOG);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start();
    }
}
