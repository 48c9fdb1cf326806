package ai.datacontrols.demo;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;

/** The application's infrastructure: one PostgreSQL, one Keycloak. */
public final class Parts implements AutoCloseable {
    static final Path HOME = Path.of(".parts").toAbsolutePath();

    private final Ports ports;
    private final RealmFile realm;
    private final Path directory;
    private final Watchdog watchdog;
    private final Keycloak keycloak;
    private volatile Postgres postgres;

    private Parts(Ports ports, RealmFile realm, Path directory) {
        this.ports = ports;
        this.realm = realm;
        this.directory = directory;
        watchdog = new Watchdog();
        keycloak = Keycloak.launch(directory, ports, realm, watchdog);
    }

    /**
     * Starts both concurrently with their data in this directory. Returns once PostgreSQL is ready; for Keycloak see
     * {@link #awaitReady}.
     */
    public static Parts launch(Ports ports, Path directory) {
        return launch(ports, RealmFile.forPorts(ports), directory);
    }

    /** Starts both as {@link #launch(Ports, Path)} does, with a variant of the realm. */
    public static Parts launch(Ports ports, RealmFile realm, Path directory) {
        Parts parts = new Parts(ports, realm, directory);
        parts.startPostgres();
        return parts;
    }

    /** Launches only Keycloak: it takes longer to start and doesn't need PostgreSQL. */
    static Parts launchKeycloak(Ports ports, Path directory) {
        return new Parts(ports, RealmFile.forPorts(ports), directory);
    }

    /**
     * Launches both and waits until they are ready. The first start of a Keycloak builds it, so other processes wait for
     * that: two of them would write the same files.
     */
    public static Parts start(Ports ports, RealmFile realm, Path directory) {
        Path built = keycloakHome().resolve("is-built");
        try (FileChannel channel =
                FileChannel.open(HOME.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // until the channel is closed
            if (Files.notExists(built)) {
                Parts parts = launchAndAwait(ports, realm, directory);
                Files.createFile(built);
                return parts;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return launchAndAwait(ports, realm, directory);
    }

    private static Parts launchAndAwait(Ports ports, RealmFile realm, Path directory) {
        Parts parts = launch(ports, realm, directory);
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "stop parts"));
        parts.awaitReady();
        return parts;
    }

    void startPostgres() {
        try {
            postgres = Postgres.start(directory, ports.postgres(), watchdog);
        } catch (PartsException e) {
            keycloak.close();
            throw e;
        }
    }

    /** Waits until people can sign in. */
    public void awaitReady() {
        keycloak.awaitReady(realm);
    }

    boolean isFirstStart() {
        return keycloak.isFirstStart();
    }

    /** Returns the application's settings for these parts. */
    public Map<String, String> settings() {
        return Map.ofEntries(
                entry("data-controls.address", ports.appUrl()),
                entry("data-controls.database.url", postgres.url()),
                entry("data-controls.database.username", Postgres.APPLICATION),
                entry("data-controls.database.password", Postgres.password(Postgres.APPLICATION)),
                entry("data-controls.database.owner-username", Postgres.OWNER),
                entry("data-controls.database.owner-password", Postgres.password(Postgres.OWNER)),
                entry("data-controls.sign-in.issuer", ports.keycloakUrl() + "/realms/" + RealmFile.REALM),
                entry("data-controls.sign-in.client-id", RealmFile.CLIENT),
                entry("data-controls.sign-in.client-secret", RealmFile.CLIENT_SECRET),
                entry("data-controls.sign-in.session-secret", DemoSecrets.SESSION),
                entry("data-controls.sign-in.staff-session-secret", DemoSecrets.STAFF_SESSION),
                entry("data-controls.ledger.chain-key", DemoSecrets.CHAIN_KEY),
                entry("data-controls.log.key", DemoSecrets.LOG_KEY),
                entry("data-controls.log.directory", logDirectory().toString()),
                entry("data-controls.feed.pipelines", String.join(",", RealmFile.PIPELINES)));
    }

    private Path logDirectory() {
        try {
            return Files.createDirectories(directory.resolve("log")).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops both. */
    @Override
    public void close() {
        keycloak.close();
        if (postgres != null) {
            postgres.close();
        }
    }

    /** Returns the directory into which the build has unpacked Keycloak. */
    static Path keycloakHome() {
        Properties versions = new Properties();
        try (InputStream file = Parts.class.getResourceAsStream("/parts.properties")) {
            versions.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path home = HOME.resolve("keycloak-" + versions.getProperty("keycloak.version"));
        if (!Files.isDirectory(home)) {
            throw new PartsException(
                    "Keycloak is not unpacked in %s; 'mvn process-test-resources' does it.".formatted(home));
        }
        return home;
    }
}
