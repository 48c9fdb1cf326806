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

/** The production artifact in its own process, with the database and the Keycloak of this test run. */
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
        // stops it even if the tests end abnormally
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop replica"));
    }

    /** Starts a replica on a free port, registers its redirect URI at Keycloak, and waits until it is ready. */
    public static Replica start() {
        // start-up time matters more here than peak performance
        return start(Map.of(), "-XX:TieredStopAtLevel=1");
    }

    /** Starts a replica with further settings and JVM options such as {@code -Xmx256m}. */
    public static Replica start(Map<String, String> further, String... jvmOptions) {
        return start(APPLICATION, further, jvmOptions);
    }

    /** Starts a replica of another build, given by its {@code quarkus-run.jar}. */
    public static Replica start(Path application, Map<String, String> further, String... jvmOptions) {
        var replica = new Replica(application, further, List.of(jvmOptions));
        RedirectAddresses.add(replica.address());
        replica.log().delete();
        replica.startAgain();
        return replica;
    }

    /** Returns its address, such as {@code http://localhost:8080}. */
    public String address() {
        return "http://localhost:" + port;
    }

    int port() {
        return port;
    }

    /** Kills it with SIGKILL, so that nothing is shut down in order. */
    public void kill() {
        end();
    }

    /** Restarts it on the same port and waits until it is ready. */
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

    public long pid() {
        return process.pid();
    }

    /** Returns the lines of its log so far. */
    public List<String> logged() {
        try {
            return Files.readAllLines(log().toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether its readiness check is up. */
    public boolean isReady() {
        return status("http://localhost:" + managementPort + "/q/health/ready") == 200;
    }

    /** Returns whether it responds at all. */
    public boolean answers() {
        return status(address() + "/") > 0;
    }

    /** Starts a replica that must refuse these settings and returns its output. */
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

    /** Stops it with SIGTERM, which shuts it down in order. */
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
        // allows the demo's secrets, which production refuses
        settings.put("quarkus.profile", "test,prod");
        settings.put("quarkus.http.host", "localhost");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.management.host", "localhost");
        settings.put("quarkus.management.port", Integer.toString(managementPort));
        settings.putAll(further);
        return settings;
    }

    /** Returns the status of the response, or 0 if there is no response. */
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
