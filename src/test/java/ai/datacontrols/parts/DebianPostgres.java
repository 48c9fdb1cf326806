package ai.datacontrols.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL of Debian's packages, on loopback and in its own directory: server and tools have the same version, as
 * backups require. Uses trust authentication.
 */
public final class DebianPostgres {

    private static final String VERSION = "15";
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql", VERSION, "bin");

    private final Path folder;
    private final int port;

    /** Prepares a server in this directory and installs the package if it is missing. */
    public DebianPostgres(Path folder, int port) {
        if (!Files.isExecutable(PROGRAMS.resolve("initdb")) && !SystemPackages.install("postgresql-" + VERSION)) {
            throw new IllegalStateException("No PostgreSQL " + VERSION + ": install the package 'postgresql-" + VERSION
                    + "' (Debian: apt-get install postgresql-" + VERSION + "); what was tried is in "
                    + SystemPackages.LOG);
        }
        this.folder = folder.toAbsolutePath();
        this.port = port;
    }

    /** Initializes an empty cluster and starts it. */
    public DebianPostgres begin() {
        run(server("initdb", "-D", data(), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"));
        run(server(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-l",
                folder.resolve("server.log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=localhost -c unix_socket_directories=''",
                "start"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop Debian's PostgreSQL"));
        return this;
    }

    /** Stops the server if it runs, with all its connections. */
    public void stop() {
        if (Files.exists(folder.resolve("data").resolve("postmaster.pid"))) {
            run(server("pg_ctl", "-D", data(), "-w", "-m", "fast", "stop"));
        }
    }

    /** Returns the JDBC URL of a database for a role. */
    public String jdbcUrl(String database, String role) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=" + role;
    }

    /** Runs shell commands as the server's administrator, in the directory. */
    public void shell(String commands) {
        run(List.of("sh", "-e", "-c", commands));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** PostgreSQL refuses to run as root. */
    private List<String> server(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(PROGRAMS.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command) {
        try {
            Files.createDirectories(folder);
            var said = folder.resolve("commands.log");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
            var environment = builder.environment();
            environment.put("PATH", PROGRAMS + ":" + environment.get("PATH"));
            environment.put("PGHOST", "localhost");
            environment.put("PGPORT", Integer.toString(port));
            environment.put("PGUSER", "postgres");
            var process = builder.start();
            var ended = process.waitFor(2, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended && process.exitValue() == 0)
                    .as("%s, log: %s", command, said)
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
