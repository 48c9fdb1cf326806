package ai.datacontrols.parts;

import ai.datacontrols.demo.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The production artifact as a process of its own, on the database and the Keycloak of this test run. */
public final class Replica implements AutoCloseable {
    private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final int port = Ports.free().app();
    private final int managementPort = Ports.free().app();
    private final Map<String, String> further;
    private final List<String> jvmOptions;
    private final Path application;
    private Process process;

    private Replica(Path application, Map<String, String> further, List<String> jvmOptions) {
        this.application = application;
        this.further = further;
        this.jvmOptions = jvmOptions;
        // however the tests end, it doesn't outlive them
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop replica"));
    }

    /** Starts one on a port nobody uses, to which Keycloak sends people back, and waits until it is ready. */
    public static Replica start() {
        // quick to start matters more here than quick for long
        return start(Map.of(), "-XX:TieredStopAtLevel=1");
    }

    /** The same, with further settings, and options of the JVM such as {@code -Xmx256m}. */
    public static Replica start(Map<String, String> further, String... jvmOptions) {
        return start(APPLICATION, further, jvmOptions);
    }

    /** The same of another build, by its {@code quarkus-run.jar}. */
    public static Replica start(Path application, Map<String, String> further, String... jvmOptions) {
        var replica = new Replica(application, further, List.of(jvmOptions));
        RedirectAddresses.add(replica.address());
        replica.log().delete();
        replica.startAgain();
        return replica;
    }

    /** Where its pages are, such as {@code http://localhost:8080}. */
    public String address() {
        return "http://localhost:" + port;
    }

    int port() {
        return port;
    }

    /** SIGKILL: it has no time for anything. */
    public void kill() {
        end();
    }

    /** Starts it on the same port again and waits until it is ready. */
    public void startAgain() {
        try {
            process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("the application on port " + port + ", log: " + log())
                .atMost(PATIENCE)
                .failFast("it has ended, log: " + log(), () -> !process.isAlive())
                .until(this::isReady);
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    /** What it has written to its log so far, line by line. */
    public List<String> logged() {
        try {
            return Files.readAllLines(log().toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it says that it can serve people. */
    public boolean isReady() {
        return status("http://localhost:" + managementPort + "/q/health/ready") == 200;
    }

    /** Whether anybody answers at its address. */
    public boolean answers() {
        return status(address() + "/") > 0;
    }

    /** Starts one that can't be started with these settings, and gives what it says of that. */
    public static String refused(Map<String, String> further) {
        var replica = new Replica(APPLICATION, further, List.of("-XX:TieredStopAtLevel=1"));
        var said = Path.of("target", "refused-" + replica.port + ".log");
        try {
            replica.process = new ProcessBuilder(replica.command())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            Awaitility.await("it ends by itself").atMost(PATIENCE).until(() -> !replica.process.isAlive());
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            replica.end();
        }
    }

    /** SIGTERM: it ends in an orderly way. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private void end() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private File log() {
        return Path.of("target", "replica-" + port + ".log").toFile();
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(application.toString());
        return command;
    }

    private Map<String, String> settings() {
        var settings = TestServices.settingsOfReplicas();
        settings.put("data-controls.address", address());
        // with the secrets of the demo, which production refuses
        settings.put("quarkus.profile", "test,prod");
        settings.put("quarkus.http.host", "localhost");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.management.host", "localhost");
        settings.put("quarkus.management.port", Integer.toString(managementPort));
        settings.putAll(further);
        return settings;
    }

    /** The status of an answer; 0 when there is none. */
    private int status(String address) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5));
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException none) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
