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

/** A PostgreSQL and a Keycloak of its own for the whole test run, on ports nobody uses, with nothing kept. */
public class TestServices implements QuarkusTestResourceLifecycleManager {
    private static final String PREFIX = "parts.";
    private static final String DIRECT = "direct-database-url";
    private static final String FAULTS = "faults-control-port";
    private static final String KEYCLOAK_FAULTS = "keycloak-faults-control-port";

    // Quarkus loads this class anew for a test profile, but the parts are to be started once
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
        Parts parts = Parts.launch(ports, RealmFile.forPorts(ports).withCheapPasswordHashing(), emptyDirectory());
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "stop parts"));
        parts.awaitReady();
        Map<String, String> settings = new HashMap<>(parts.settings());
        var direct = settings.get("data-controls.database.url");
        var faults = FaultProxy.before(ports.postgres());
        settings.put(DIRECT, direct);
        settings.put(
                "data-controls.database.url", direct.replace(":" + ports.postgres() + "/", ":" + faults.port() + "/"));
        settings.put(FAULTS, Integer.toString(faults.controlPort()));
        settings.put(KEYCLOAK_FAULTS, Integer.toString(keycloakFaults.controlPort()));
        // known beforehand, as Keycloak sends people back to this address only
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

    /** Nothing: they stop with the JVM of the tests. */
    @Override
    public void stop() {}

    /** Lets the way from the application to the database misbehave, until it is told to pass again. */
    public static void setDatabaseFault(FaultProxy.Mode mode) {
        FaultProxy.send(Integer.parseInt(setting(FAULTS)), mode);
    }

    /** The same of the way from everybody to Keycloak. */
    public static void setKeycloakFault(FaultProxy.Mode mode) {
        FaultProxy.send(Integer.parseInt(setting(KEYCLOAK_FAULTS)), mode);
    }

    /** The database as the application's role sees it. */
    public static String applicationJdbcUrl() {
        return jdbcUrl(setting("data-controls.database.username"), setting("data-controls.database.password"));
    }

    /** The database as its owner, who runs the migrations, sees it. */
    public static String ownerJdbcUrl() {
        return jdbcUrl(
                setting("data-controls.database.owner-username"), setting("data-controls.database.owner-password"));
    }

    /** The database as somebody sees it who may do anything. */
    public static String superuserJdbcUrl() {
        return jdbcUrl("postgres", "");
    }

    /** Has {@link Replica} and the others use parts that somebody else has started: what the application is told about them. */
    public static void use(Map<String, String> settings) {
        settings.forEach((name, value) -> System.setProperty(PREFIX + name, value));
        System.setProperty(PREFIX + DIRECT, settings.get("data-controls.database.url"));
    }

    /** What a further application on these parts is told. It reaches the database without the proxy in between. */
    public static Map<String, String> settingsOfReplicas() {
        Map<String, String> settings = settings();
        settings.keySet().removeIf(name -> !name.startsWith("data-controls."));
        settings.put("data-controls.database.url", setting(DIRECT));
        return settings;
    }

    /** The address of Keycloak, such as {@code http://localhost:8180}. */
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
