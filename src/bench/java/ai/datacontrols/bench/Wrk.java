package ai.datacontrols.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Generates load with wrk: cycles through the requests over persistent connections. */
final class Wrk {

    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+)");

    private final URI server;
    private final Path requests;
    private final Path script;
    private final int connections;
    private final long expectedBytes;

    /** @param requests complete requests; the first is sent once to check that it succeeds */
    Wrk(URI server, List<String> requests, int connections) throws IOException {
        this.server = server;
        this.connections = connections;
        var folder = Files.createDirectories(Path.of("target", "bench"));
        this.requests = Files.createTempFile(folder, "requests", ".txt");
        Files.writeString(this.requests, requests.stream().collect(Collectors.joining("\0")), StandardCharsets.UTF_8);
        script = folder.resolve("requests.lua");
        try (var lua = Wrk.class.getResourceAsStream("/requests.lua")) {
            Files.write(script, lua.readAllBytes());
        }
        try (var connection = new HttpConnection(server)) {
            expectedBytes = connection.send(requests.get(0)).ok().body().length();
        }
    }

    /** Returns the size of a response body in bytes. */
    long bytes() {
        return expectedBytes;
    }

    /**
     * Measures the rate over a period.
     *
     * @return responses per second
     * @throws IllegalStateException if a request failed, or responses are much smaller than the first one
     */
    double rate(Duration period) throws IOException, InterruptedException {
        var said = Shell.run(
                period.plusSeconds(30),
                List.of(
                        Programs.wrk(),
                        "-t1",
                        "-c" + connections,
                        "-d" + period.toSeconds() + "s",
                        "--timeout",
                        "10s",
                        "-s",
                        script.toString(),
                        server.toString(),
                        "--",
                        requests.toString()));
        var result = RESULT.matcher(said);
        if (!result.find()) {
            throw new IllegalStateException(said);
        }
        var answers = Long.parseLong(result.group(1));
        var bytes = Long.parseLong(result.group(3));
        if (answers == 0 || !result.group(4).equals("0") || bytes < answers * expectedBytes * 0.8) {
            throw new IllegalStateException("unexpected responses from %s: %s".formatted(server, said));
        }
        return answers * 1e6 / Long.parseLong(result.group(2));
    }
}
