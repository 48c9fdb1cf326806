package ai.datacontrols.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The PostgreSQL of this test run as processes and files, to be killed and restarted on the same data. */
public final class DatabaseServer {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path data = Path.of(show("data_directory"));

    /** Sends SIGKILL to the postmaster and all its children at once. */
    public void kill() {
        var postmaster = ProcessHandle.of(postmaster()).orElseThrow();
        // stopped first, so that it forks no child between the listing and the kill
        signal("STOP", Stream.of(postmaster));
        var all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        signal("KILL", all.stream());
        Awaitility.await("PostgreSQL is dead")
                .atMost(PATIENCE)
                .until(() -> all.stream().noneMatch(this::runs));
    }

    /** Restarts the server with the same settings; it recovers all committed transactions. */
    public void startAgain() {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) { // PostgreSQL doesn't run as root
            command.addAll(List.of("unshare", "-U"));
        }
        try {
            // the recorded pid may belong to another process by now, which the server would take for a running
            // postmaster
            Files.deleteIfExists(pidFile());
            command.addAll(List.of(programs().resolve("pg_ctl").toString(), "-D", data.toString()));
            // a server that is not running is started with its previous options
            command.addAll(
                    List.of("-w", "-l", data.resolveSibling("postgres.log").toString(), "restart"));
            run(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(show("fsync")).as("fsync").isEqualTo("on");
    }

    /** Executes statements as a superuser, each in its own transaction. */
    public void execute(String... statements) {
        try (var connection = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var sql = connection.createStatement()) {
            for (var statement : statements) {
                sql.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a setting as a new session of the application sees it. */
    public static String show(String setting) {
        // the application's role may not read data_directory
        var url =
                setting.equals("data_directory") ? TestServices.superuserJdbcUrl() : TestServices.applicationJdbcUrl();
        try (var connection = DriverManager.getConnection(url);
                var sql = connection.createStatement();
                var answer = sql.executeQuery("show " + setting)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private long postmaster() {
        try (var lines = Files.lines(pidFile())) {
            return Long.parseLong(lines.findFirst().orElseThrow().trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the directory of the running server's executable. */
    private Path programs() throws IOException {
        var started = Files.readString(data.resolve("postmaster.opts"));
        return Path.of(started.substring(0, started.indexOf(" \""))).getParent();
    }

    /** Returns whether a process runs; a zombie is still listed but has no executable any more. */
    private boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static void signal(String name, Stream<ProcessHandle> processes) {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        processes.map(process -> Long.toString(process.pid())).forEach(command::add);
        run(command);
    }

    private static void run(List<String> command) {
        try {
            // inherits no streams: the server would keep the tests' pipe open
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor()).as("%s", command).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
