package ai.datacontrols.replicas;

import ai.datacontrols.demo.Ports;
import ai.datacontrols.parts.RedirectAddresses;
import ai.datacontrols.parts.TestServices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The application started by the image's command, in the application's folder, with settings from the environment. */
final class ImageProcess implements AutoCloseable {

    static final Path FOLDER = Path.of("target", "quarkus-app");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Ports ports = Ports.free();
    private final Process process;
    private final Duration firstPageAfter;

    ImageProcess(List<String> command, Path log) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var settings = TestServices.settingsOfReplicas();
        settings.put("data-controls.address", address());
        // a job has migrated the database, as in Kubernetes
        settings.put("data-controls.database.migrate-at-start", "false");
        // the secrets of the demo, which the profile prod alone rejects
        settings.put("quarkus.profile", "test,prod");
        settings.put("quarkus.http.host", "localhost");
        settings.put("quarkus.http.port", Integer.toString(ports.app()));
        settings.put("quarkus.management.host", "localhost");
        settings.put("quarkus.management.port", Integer.toString(ports.postgres()));
        settings.forEach((name, value) ->
                builder.environment().put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        RedirectAddresses.add(address());
        var before = System.nanoTime();
        process = builder.start();
        Awaitility.await("the first page, log: " + log)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .failFast("it has ended, log: " + log, () -> !process.isAlive())
                .until(this::hasItsFirstPage);
        firstPageAfter = Duration.ofNanos(System.nanoTime() - before);
    }

    /** Returns the image's command as set in pom.xml, with another {@code java}. */
    static List<String> command(Jdk jdk) {
        var command = Arrays.asList(System.getProperty("image.command").split(","));
        command.set(0, jdk.java());
        return command;
    }

    String address() {
        return "http://localhost:" + ports.app();
    }

    Duration firstPageAfter() {
        return firstPageAfter;
    }

    /** Returns the processor time of all threads so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Returns megabytes of memory as Linux reports them: VmRSS, RssAnon, RssFile, or VmHWM for the peak. */
    long megabytes(String kind) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            var kilobytes = lines.filter(line -> line.startsWith(kind + ":"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(kilobytes.replaceAll("\\D", "")) / 1024;
        }
    }

    private boolean hasItsFirstPage() {
        try {
            var request = HttpRequest.newBuilder(URI.create(address() + "/")).timeout(Duration.ofSeconds(5));
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains("</html>");
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the process by SIGTERM. A training run writes its cache then, which takes a while. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(3, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
