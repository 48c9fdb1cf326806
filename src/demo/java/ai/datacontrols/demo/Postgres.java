package ai.datacontrols.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A real PostgreSQL with production durability: what it has acknowledged is on disk. */
public final class Postgres implements AutoCloseable {
    static final String DATABASE = "data_controls";
    static final String OWNER = "data_controls_owner";
    static final String APPLICATION = "data_controls";
    static final String SUPERUSER = "postgres";

    // a strong reference: JUL keeps loggers weakly, and this one would lose its level; the server writes its own log
    private static final Logger LAUNCHER = Logger.getLogger("io.zonky");

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts on loopback with the directory's data, or with a new cluster. */
    static Postgres start(Path directory, int port, Watchdog watchdog) {
        Path data = directory.resolve("postgres");
        Path log = directory.resolve("postgres.log");
        ServerLog serverLog = ServerLog.from(log);
        boolean existing = Files.exists(data.resolve("PG_VERSION"));
        LAUNCHER.setLevel(Level.WARNING);
        try {
            Files.createDirectories(directory);
            watchdog.guard(data.resolve("postmaster.pid"));
            Postgres started = new Postgres(launch(data, log, port));
            started.createDatabase();
            return started;
        } catch (IOException | SQLException | RuntimeException e) {
            throw serverLog.failure(
                    "PostgreSQL did not start"
                            + (existing ? " on the data in %s; delete them to start afresh".formatted(data) : ""),
                    e);
        }
    }

    private static EmbeddedPostgres launch(Path data, Path log, int port) throws IOException {
        ProcessBuilder.Redirect toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
        File programs = Parts.HOME.resolve("postgres").toFile();
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // the application stops first
                .setLocaleConfig("locale", "C")
                .setPort(port)
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("unix_socket_directories", "")
                // zonky turns them off; the durability tests (kill -9) need them
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setOutputRedirector(toLog)
                .setErrorRedirector(toLog)
                .start();
        // the launcher leaves the binaries writable for every user of this machine
        programs.setWritable(false, false);
        programs.setWritable(true, true);
        return server;
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            createRole(sql, OWNER);
            createRole(sql, APPLICATION);
            if (isMissing(sql, "pg_database WHERE datname", DATABASE)) {
                sql.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
            }
        }
    }

    private static void createRole(Statement sql, String role) throws SQLException {
        if (isMissing(sql, "pg_roles WHERE rolname", role)) {
            sql.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + password(role) + "'");
        }
    }

    private static boolean isMissing(Statement sql, String where, String name) throws SQLException {
        try (ResultSet found = sql.executeQuery("SELECT FROM " + where + " = '" + name + "'")) {
            return !found.next();
        }
    }

    /** Returns the password of a role. Only configuration needs one: the server trusts loopback. */
    static String password(String role) {
        return "demo-only-" + role + "-never-for-production";
    }

    String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + DATABASE;
    }

    @Override
    public void close() {
        try {
            server.close();
            server.getProcess().waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new PartsException("PostgreSQL did not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
