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

/** Load by wrk: the same requests in turn over a number of connections that are kept. */
final class Wrk {

    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+)");

    private final URI server;
    private final Path requests;
    private final Path script;
    private final int connections;
    private final long expectedBytes;

    /**
     * @param requests each as it goes over the wire; the first is sent once here, and must be a success
     */
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

    /** The bytes of an answer's body. */
    long bytes() {
        return expectedBytes;
    }

    /**
     * The rate over a period.
     *
     * @return answers a second
     * @throws IllegalStateException when one of them was an error, or they are much smaller than the first was
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
            throw new IllegalStateException("not what was asked for at %s: %s".formatted(server, said));
        }
        return answers * 1e6 / Long.parseLong(result.group(2));
    }
}
