package ai.datacontrols.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Runs a script of statements with pgbench. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final Database server;
    private final DataSet data;
    private final Path script;
    private final int connections;

    Pgbench(Database server, DataSet data, String script, int connections) throws IOException {
        this.server = server;
        this.data = data;
        this.connections = connections;
        this.script = Files.createTempFile(Files.createDirectories(Path.of("target", "bench")), "script", ".sql");
        Files.writeString(this.script, script);
    }

    /** Returns transactions per second. */
    double rate(Duration period) throws IOException, InterruptedException {
        var said = Shell.run(
                period.plusSeconds(60),
                List.of(
                        Programs.postgresql("pgbench"),
                        "-n",
                        "-M",
                        "prepared",
                        "-h",
                        "localhost",
                        "-p",
                        Integer.toString(server.port()),
                        "-U",
                        Database.APPLICATION,
                        "-c",
                        Integer.toString(connections),
                        "-T",
                        Long.toString(period.toSeconds()),
                        "-f",
                        script.toString(),
                        data.database()));
        var rate = RATE.matcher(said);
        if (!rate.find() || said.contains("ERROR")) {
            throw new IllegalStateException(said);
        }
        return Double.parseDouble(rate.group(1));
    }
}
