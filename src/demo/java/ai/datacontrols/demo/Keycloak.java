package ai.datacontrols.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Keycloak in development mode, with the realm of the demo. */
public final class Keycloak implements AutoCloseable {
    /** The themes of this repository. Keycloak has others of its own; this option is read at each start, without a build. */
    static final String THEMES = "--spi-theme--folder--dir="
            + Path.of("frontend-templates", "keycloak").toAbsolutePath();

    private static final Duration START_TIMEOUT = Duration.ofMinutes(4); // the first start builds the server

    private final Process process;
    private final ServerLog log;
    private final boolean firstStart;
    private final KeycloakAdmin admin;

    Keycloak(Process process, ServerLog log, boolean firstStart, KeycloakAdmin admin) {
        this.process = process;
        this.log = log;
        this.firstStart = firstStart;
        this.admin = admin;
    }

    /** Launches the server without waiting for it; see {@link #awaitReady}. */
    static Keycloak launch(Path directory, Ports ports, RealmFile realm, Watchdog watchdog) {
        Path log = directory.resolve("keycloak.log");
        Path data = directory.resolve("keycloak-" + realm.fingerprint()).toAbsolutePath();
        try {
            Files.createDirectories(directory);
            boolean firstStart = Files.notExists(data.resolveSibling(data.getFileName() + ".mv.db"));
            Files.deleteIfExists(log);
            ServerLog serverLog = ServerLog.from(log);
            Process process = command(ports, data)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            watchdog.guard(process.toHandle());
            return new Keycloak(process, serverLog, firstStart, new KeycloakAdmin(ports.keycloakUrl()));
        } catch (IOException e) {
            throw new PartsException("Keycloak could not be started: %s.".formatted(e), e);
        }
    }

    private static ProcessBuilder command(Ports ports, Path data) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Parts.keycloakHome().resolve("bin/kc.sh").toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + ports.keycloak(),
                "--hostname=" + ports.keycloakUrl(),
                THEMES));
        // Keycloak runs on Quarkus, too, and would read settings meant for the application
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("KC_"));
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        // startup time matters more here than peak performance
                        "JAVA_OPTS_APPEND",
                        "-XX:TieredStopAtLevel=1 -XX:-UsePerfData",
                        // the data directory is the only difference between demo and tests: different build
                        // options would make the shared installation rebuild itself on each switch
                        "KC_DB_URL",
                        "jdbc:h2:file:" + data + ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        KeycloakAdmin.USERNAME,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        KeycloakAdmin.PASSWORD));
        return builder;
    }

    /** Returns whether this server has no database yet, which makes its start slower. */
    boolean isFirstStart() {
        return firstStart;
    }

    /** Waits until people can sign in, and imports the realm if this server doesn't have it yet. */
    void awaitReady(RealmFile realm) {
        awaitReady(realm, START_TIMEOUT);
    }

    void awaitReady(RealmFile realm, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!admin.isReady()) {
            if (!process.isAlive()) {
                throw log.failure(
                        "Keycloak ended with exit code %d while starting".formatted(process.exitValue()), null);
            }
            if (System.nanoTime() > deadline) {
                throw log.failure(
                        "Keycloak is running but did not answer within %d seconds".formatted(timeout.toSeconds()),
                        null);
            }
            pause();
        }
        try {
            admin.importIfMissing(realm);
        } catch (UncheckedIOException | PartsException e) {
            throw log.failure("Keycloak started but did not import the realm (%s)".formatted(e.getMessage()), e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartsException("Interrupted while waiting for Keycloak.", e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList(); // kc.sh waits for the JVM it started
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
