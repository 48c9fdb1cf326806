package ai.datacontrols.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Keycloak as run in production: optimized build, production mode, all JIT tiers, on PostgreSQL. The comparison
 * must not put it at a disadvantage.
 */
public final class KeycloakOnPostgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Ports ports;
    private final Process process;

    private KeycloakOnPostgres(Ports ports, Process process) {
        this.ports = ports;
        this.process = process;
    }

    /**
     * Starts the server, after building it if necessary, and waits until it responds.
     *
     * @param home directory of the server and its log
     * @param database JDBC URL of a database that Keycloak owns, including the user
     */
    public static KeycloakOnPostgres start(Ports ports, Path home, String database) throws IOException {
        var server = copied(home);
        var log = home.resolve("keycloak.log").toFile();
        var builder = new ProcessBuilder(List.of(
                server.resolve("bin/kc.sh").toString(),
                "start",
                "--db=postgres",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + ports.keycloak(),
                "--hostname=" + ports.keycloakUrl(),
                Keycloak.THEMES));
        // Keycloak runs on Quarkus, too, and would read settings meant for the application
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("KC_"));
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "KC_DB_URL",
                        database,
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        KeycloakAdmin.USERNAME,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        KeycloakAdmin.PASSWORD));
        var process = builder.redirectErrorStream(true).redirectOutput(log).start();
        new Watchdog().guard(process.toHandle());
        var admin = new KeycloakAdmin(ports.keycloakUrl());
        Awaitility.await("Keycloak, log: " + log)
                .atMost(PATIENCE)
                .failFast("Keycloak has exited, log: " + log, () -> !process.isAlive())
                .until(admin::isReady);
        return new KeycloakOnPostgres(ports, process);
    }

    /** A separate installation: sharing the one of demo and tests would rebuild it on each switch. */
    private static Path copied(Path home) throws IOException {
        var original = Parts.keycloakHome();
        var copy = home.resolve(original.getFileName());
        if (Files.exists(copy)) {
            return copy;
        }
        var unfinished = home.resolve("keycloak-unfinished");
        try (Stream<Path> all = Files.walk(original)) {
            for (var file : (Iterable<Path>) all::iterator) {
                var place = unfinished.resolve(original.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return Files.move(unfinished, copy);
    }

    /** Deletes the realm and imports it again. */
    public void replaceRealm(String json) {
        var admin = new KeycloakAdmin(ports.keycloakUrl());
        try {
            admin.send("DELETE", "/admin/realms/" + RealmFile.REALM, null);
        } catch (PartsException none) {
            // no realm on the first run
        }
        admin.send("POST", "/admin/realms", json);
        // long runs send requests as administrator, too
        admin.send("PUT", "/admin/realms/master", "{\"accessTokenLifespan\":14400}");
    }

    /** Returns the chain key that all instances use and the data sets were generated with. */
    public static String chainKey() {
        return DemoSecrets.CHAIN_KEY;
    }

    /** Returns the application's settings for Keycloak and the secrets of demo and tests. */
    public Map<String, String> settings() {
        return Map.of(
                "data-controls.sign-in.issuer",
                ports.keycloakUrl() + "/realms/" + RealmFile.REALM,
                "data-controls.sign-in.client-id",
                RealmFile.CLIENT,
                "data-controls.sign-in.client-secret",
                RealmFile.CLIENT_SECRET,
                "data-controls.sign-in.session-secret",
                DemoSecrets.SESSION,
                "data-controls.sign-in.staff-session-secret",
                DemoSecrets.STAFF_SESSION,
                "data-controls.ledger.chain-key",
                chainKey(),
                "data-controls.feed.pipelines",
                String.join(",", RealmFile.PIPELINES));
    }

    /** Returns the base URL, such as {@code http://localhost:8180}. */
    public String url() {
        return ports.keycloakUrl();
    }

    /** Returns an access token of the administrator. */
    public String adminToken() {
        return new KeycloakAdmin(url()).token();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList(); // kc.sh waits for the JVM it started
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
