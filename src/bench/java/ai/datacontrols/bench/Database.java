package ai.datacontrols.bench;

import ai.datacontrols.demo.Ports;
import ai.datacontrols.demo.Watchdog;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The PostgreSQL server of the benchmarks: Debian's package on loopback, with its own persistent cluster. Commits are
 * durable.
 */
final class Database implements AutoCloseable {

    static final String SUPERUSER = "postgres";
    static final String OWNER = "data_controls_owner";
    static final String APPLICATION = "data_controls";

    private static final Path HOME = Path.of(".parts", "bench").toAbsolutePath();
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=localhost",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=300",
            "shared_buffers=1GB",
            "maintenance_work_mem=1GB",
            "max_wal_size=16GB",
            "checkpoint_timeout=30min");

    private final int port = Ports.free().postgres();
    private final Process server;

    private Database(Path data) throws IOException {
        var command = new ArrayList<>(asUnprivilegedUser());
        command.addAll(List.of(Programs.postgresql("postgres"), "-D", data.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(HOME.resolve("postgresql.log").toFile())
                .start();
        new Watchdog().guard(data.resolve("postmaster.pid"));
    }

    /** Starts the server on its existing cluster, or on a new one. */
    static Database start() throws IOException, InterruptedException {
        var data = Files.createDirectories(HOME).resolve("cluster");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialize(data);
        }
        var database = new Database(data);
        Awaitility.await("PostgreSQL, log: " + HOME.resolve("postgresql.log"))
                .atMost(Duration.ofMinutes(5))
                .failFast("PostgreSQL has exited", () -> !database.server.isAlive())
                .until(database::answers);
        database.createRoles();
        return database;
    }

    private static void initialize(Path data) throws IOException, InterruptedException {
        var command = new ArrayList<>(asUnprivilegedUser());
        command.addAll(List.of(
                Programs.postgresql("initdb"),
                "-D",
                data.toString(),
                "-U",
                SUPERUSER,
                "-A",
                "trust",
                "--locale=C",
                "-E",
                "UTF8"));
        Shell.run(Duration.ofMinutes(2), command);
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> asUnprivilegedUser() {
        return LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of();
    }

    int port() {
        return port;
    }

    /** Returns the JDBC URL of a database, without a user. */
    String url(String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    Connection connect(String name, String role) throws SQLException {
        return DriverManager.getConnection(url(name) + "?user=" + role);
    }

    /** Executes statements as the superuser, each in its own transaction. */
    void execute(String name, String... statements) {
        try (var connection = connect(name, SUPERUSER);
                var sql = connection.createStatement()) {
            for (var statement : statements) {
                sql.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the first column of the first row; null if the result is empty. */
    String ask(String name, String query) {
        try (var connection = connect(name, SUPERUSER);
                var sql = connection.createStatement();
                var answer = sql.executeQuery(query)) {
            return answer.next() ? answer.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean has(String name) {
        return ask(SUPERUSER, "select datname from pg_database where datname = '" + name + "'") != null;
    }

    private boolean answers() {
        try (var connection = connect(SUPERUSER, SUPERUSER)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void createRoles() {
        for (var role : List.of(OWNER, APPLICATION)) {
            if (ask(SUPERUSER, "select rolname from pg_roles where rolname = '" + role + "'") == null) {
                execute(SUPERUSER, "create role " + role + " login");
            }
        }
    }

    /** Sends INT for a fast shutdown; TERM would wait for clients to disconnect. */
    @Override
    public void close() {
        try {
            Shell.run(Duration.ofSeconds(10), List.of("kill", "-INT", Long.toString(server.pid())));
            if (!server.waitFor(2, TimeUnit.MINUTES)) {
                server.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
