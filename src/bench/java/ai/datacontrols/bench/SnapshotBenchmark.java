package ai.datacontrols.bench;

import ai.datacontrols.parts.Token;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Measures {@code GET /permissions} of an instance with a heap of 256 MB against psql's COPY of the same columns. */
final class SnapshotBenchmark implements Benchmark {

    private static final String COPY = "copy (select account, product, usable_since from current_permission) to stdout";

    @Override
    public void measure(BenchEnvironment environment, Table table) throws Exception {
        var what = "`GET /permissions`, lines";
        var largest = environment.largest();
        var small = environment.smallApplication(largest);
        // each measurement reads a complete snapshot, however long that takes
        new Comparison(environment, what, (application, data) -> period -> ours(application, data))
                .measure(new Contender("psql COPY", period -> copy(environment.database(), largest)), 0.7, 0.9, table);
        ours(URI.create(small.address()), largest);
        table.add(
                "the same with a heap of 256 MB: memory at the most", mostMemory(small.pid()), "constant", "constant");
    }

    private static double ours(URI application, DataSet data) throws IOException {
        var begin = System.nanoTime();
        try (var connection = new HttpConnection(application)) {
            connection.write(Requests.api("GET", application, "/api/v1/permissions", Token.fresh("pipeline-chat"), ""));
            var lines = connection.lines();
            if (lines <= data.accounts()) {
                throw new IllegalStateException(lines + " lines");
            }
            return lines * 1e9 / (System.nanoTime() - begin);
        }
    }

    private static double copy(Database server, DataSet data) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        Shell.run(
                Duration.ofMinutes(10),
                List.of(
                        Programs.postgresql("psql"),
                        "-h",
                        "localhost",
                        "-p",
                        Integer.toString(server.port()),
                        "-U",
                        Database.APPLICATION,
                        "-d",
                        data.database(),
                        "-o",
                        "/dev/null",
                        "-c",
                        COPY));
        var seconds = (System.nanoTime() - begin) / 1e9;
        return Long.parseLong(server.ask(data.database(), "select count(*) from current_permission")) / seconds;
    }

    /** Returns the peak resident memory from {@code /proc}. */
    private static String mostMemory(long pid) throws IOException {
        var status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        try (var lines = Files.lines(status)) {
            var most =
                    lines.filter(line -> line.startsWith("VmHWM")).findFirst().orElseThrow();
            return Long.parseLong(most.replaceAll("\\D", "")) / 1024 + " MB";
        }
    }
}
