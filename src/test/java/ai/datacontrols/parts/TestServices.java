package ai.datacontrols.parts;

import ai.datacontrols.demo.Parts;
import ai.datacontrols.demo.Ports;
import ai.datacontrols.demo.RealmFile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Starts a PostgreSQL and a Keycloak for the whole test run, on free ports and without persistent data. */
public class TestServices implements QuarkusTestResourceLifecycleManager {
    private static final String PREFIX = "parts.";
    private static final String DIRECT = "direct-database-url";
    private static final String FAULTS = "faults-control-port";
    private static final String KEYCLOAK_FAULTS = "keycloak-faults-control-port";

    // Quarkus loads this class again for each test profile, but the services must be started once
    @Override
    public synchronized Map<String, String> start() {
        Map<String, String> known = settings();
        if (known.isEmpty()) {
            startParts().forEach((name, value) -> System.setProperty(PREFIX + name, value));
        }
        return settings();
    }

    private static Map<String, String> startParts() {
        Ports free = Ports.free();
        var keycloakFaults = FaultProxy.before(free.keycloak());
        Ports ports = free.withKeycloakBehind(keycloakFaults.port());
        Parts parts = Parts.start(ports, RealmFile.forPorts(ports).withCheapPasswordHashing(), emptyDirectory());
        Map<String, String> settings = new HashMap<>(parts.settings());
        var direct = settings.get("data-controls.database.url");
        var faults = FaultProxy.before(ports.postgres());
        settings.put(DIRECT, direct);
        settings.put(
                "data-controls.database.url", direct.replace(":" + ports.postgres() + "/", ":" + faults.port() + "/"));
        settings.put(FAULTS, Integer.toString(faults.controlPort()));
        settings.put(KEYCLOAK_FAULTS, Integer.toString(keycloakFaults.controlPort()));
        // fixed beforehand, because it is the only redirect URI registered at Keycloak
        settings.put("quarkus.http.test-port", Integer.toString(ports.app()));
        return settings;
    }

    private static Path emptyDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "parts")), "run");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .forEach(name -> settings.put(name.substring(PREFIX.length()), System.getProperty(name)));
        return settings;
    }

    /** Does nothing: the services stop with the JVM of the tests. */
    @Override
    public void stop() {}

    /** Injects a fault between the application and the database until the mode is set to pass. */
    public static void setDatabaseFault(FaultProxy.Mode mode) {
        FaultProxy.send(Integer.parseInt(setting(FAULTS)), mode);
    }

    /** Injects a fault between all clients and Keycloak until the mode is set to pass. */
    public static void setKeycloakFault(FaultProxy.Mode mode) {
        FaultProxy.send(Integer.parseInt(setting(KEYCLOAK_FAULTS)), mode);
    }

    /** Returns the number of connections to Keycloak so far. */
    public static int connectionsToKeycloak() {
        return FaultProxy.accepted(Integer.parseInt(setting(KEYCLOAK_FAULTS)));
    }

    /** Returns the JDBC URL of the application's role. */
    public static String applicationJdbcUrl() {
        return jdbcUrl(setting("data-controls.database.username"), setting("data-controls.database.password"));
    }

    /** Returns the JDBC URL of the owner, who runs the migrations. */
    public static String ownerJdbcUrl() {
        return jdbcUrl(
                setting("data-controls.database.owner-username"), setting("data-controls.database.owner-password"));
    }

    /** Returns the JDBC URL of a superuser. */
    public static String superuserJdbcUrl() {
        return jdbcUrl("postgres", "");
    }

    /**
     * Makes {@link Replica} and the other classes use services that are already running, given by the application's
     * settings.
     */
    public static void use(Map<String, String> settings) {
        settings.forEach((name, value) -> System.setProperty(PREFIX + name, value));
        System.setProperty(PREFIX + DIRECT, settings.get("data-controls.database.url"));
    }

    /**
     * Returns the settings of a further application on these services. It connects to the database without the proxy.
     */
    public static Map<String, String> settingsOfReplicas() {
        Map<String, String> settings = settings();
        settings.keySet().removeIf(name -> !name.startsWith("data-controls."));
        settings.put("data-controls.database.url", setting(DIRECT));
        return settings;
    }

    public static String keycloakUrl() {
        String realm = setting("data-controls.sign-in.issuer");
        return realm.substring(0, realm.indexOf("/realms/"));
    }

    private static String jdbcUrl(String user, String password) {
        return setting(DIRECT) + "?user=" + user + "&password=" + password;
    }

    private static String setting(String name) {
        return System.getProperty(PREFIX + name);
    }
}
