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
 * A PostgreSQL of Debian's packages, on loopback and in a folder of its own: server and tools of one version, as backups need
 * them. Everybody may sign in as anybody.
 */
public final class DebianPostgres {

    private static final String VERSION = "15";
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql", VERSION, "bin");

    private final Path folder;
    private final int port;

    /** A server that may not be there yet; gets the package where it is missing. */
    public DebianPostgres(Path folder, int port) {
        if (!Files.isExecutable(PROGRAMS.resolve("initdb")) && !SystemPackages.install("postgresql-" + VERSION)) {
            throw new IllegalStateException("No PostgreSQL " + VERSION + ": install the package 'postgresql-" + VERSION
                    + "' (Debian: apt-get install postgresql-" + VERSION + "); what was tried is in "
                    + SystemPackages.LOG);
        }
        this.folder = folder.toAbsolutePath();
        this.port = port;
    }

    /** Makes an empty one and starts it. */
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

    /** Ends it where it runs, and who is connected to it. */
    public void stop() {
        if (Files.exists(folder.resolve("data").resolve("postmaster.pid"))) {
            run(server("pg_ctl", "-D", data(), "-w", "-m", "fast", "stop"));
        }
    }

    /** A database of it, as somebody sees it. */
    public String jdbcUrl(String database, String role) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=" + role;
    }

    /** Runs commands of the shell as its administrator does, in the folder. */
    public void shell(String commands) {
        run(List.of("sh", "-e", "-c", commands));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** It doesn't run as root. */
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
