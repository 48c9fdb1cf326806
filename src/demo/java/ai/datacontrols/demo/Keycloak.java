package ai.datacontrols.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Keycloak in development mode, with the realm of the demo. */
public final class Keycloak implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4); // the first start builds the server

    private final Process process;
    private final Path log;
    private final KeycloakAdmin admin;

    private Keycloak(Process process, Path log, KeycloakAdmin admin) {
        this.process = process;
        this.log = log;
        this.admin = admin;
    }

    /** Launches the server and returns at once; {@link #awaitReady} tells when it can be used. */
    static Keycloak launch(Path directory, Ports ports, RealmFile realm, Watchdog watchdog) {
        Path log = directory.resolve("keycloak.log").toAbsolutePath();
        Path data = directory.resolve("keycloak-" + realm.fingerprint()).toAbsolutePath();
        try {
            Files.createDirectories(directory);
            Process process = command(ports, data)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            watchdog.guard(process.toHandle());
            return new Keycloak(process, log, new KeycloakAdmin(ports.keycloakUrl()));
        } catch (IOException e) {
            throw new PartsException("Keycloak could not be started: %s.".formatted(e.getMessage()), e);
        }
    }

    private static ProcessBuilder command(Ports ports, Path data) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Parts.keycloakHome().resolve("bin/kc.sh").toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + ports.keycloak(),
                "--hostname=" + ports.keycloakUrl()));
        // Keycloak runs on Quarkus as well: a setting meant for the application would reach it
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("KC_"));
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        // quick to start matters more here than quick for long
                        "JAVA_OPTS_APPEND",
                        "-XX:TieredStopAtLevel=1 -XX:-UsePerfData",
                        // only where the data are differs between demo and tests: other build options would
                        // make the shared server build itself anew
                        "KC_DB_URL",
                        "jdbc:h2:file:" + data + ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        KeycloakAdmin.USERNAME,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        KeycloakAdmin.PASSWORD));
        return builder;
    }

    /** Waits until people can sign in; brings in the realm if this server doesn't have it yet. */
    void awaitReady(RealmFile realm) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!admin.answers()) {
            if (!process.isAlive()) {
                throw new PartsException("Keycloak ended while starting; its log is %s.".formatted(log));
            }
            if (System.nanoTime() > deadline) {
                throw new PartsException("Keycloak did not answer within 4 minutes; its log is %s.".formatted(log));
            }
            pause();
        }
        admin.bringIn(realm);
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
