package ai.datacontrols.bench;

import ai.datacontrols.demo.KeycloakOnPostgres;
import ai.datacontrols.demo.Ports;
import ai.datacontrols.parts.Replica;
import ai.datacontrols.parts.TestServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of one run: one database server, one Keycloak, and application instances started on demand. */
final class BenchEnvironment implements AutoCloseable {

    private static final Path HOME = Path.of(".parts", "bench").toAbsolutePath();
    private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final String KEYCLOAK = "bench_keycloak";

    private final Options options;
    private final Database database;
    private final KeycloakOnPostgres keycloak;
    private final Map<String, Replica> instances = new HashMap<>();
    private final Map<URI, List<Person>> people = new HashMap<>();

    private BenchEnvironment(Options options, Database database, KeycloakOnPostgres keycloak) {
        this.options = options;
        this.database = database;
        this.keycloak = keycloak;
    }

    static BenchEnvironment start(Options options, Database database) throws IOException {
        if (!database.has(KEYCLOAK)) {
            database.execute(Database.SUPERUSER, "create database " + KEYCLOAK);
        }
        var ports = Ports.free();
        var keycloak = KeycloakOnPostgres.start(
                ports, Files.createDirectories(HOME), database.url(KEYCLOAK) + "?user=" + Database.SUPERUSER);
        try {
            keycloak.replaceRealm(People.realm(ports, options.people()));
        } catch (IOException | RuntimeException e) {
            keycloak.close();
            throw e;
        }
        var settings = new HashMap<>(keycloak.settings());
        // the server trusts all local connections
        settings.put("data-controls.choices.opt-ins-per-day", "1000000");
        // seals the completion of the import, which the generator can't
        settings.put("data-controls.initial-import.expected", "false");
        settings.put("data-controls.database.username", Database.APPLICATION);
        settings.put("data-controls.database.password", "none");
        settings.put("data-controls.database.owner-username", Database.OWNER);
        settings.put("data-controls.database.owner-password", "none");
        settings.put("data-controls.database.url", database.url(Database.SUPERUSER));
        TestServices.use(settings);
        return new BenchEnvironment(options, database, keycloak);
    }

    Options options() {
        return options;
    }

    Database database() {
        return database;
    }

    KeycloakOnPostgres keycloak() {
        return keycloak;
    }

    /** The largest data set that the options name. */
    DataSet largest() {
        return DataSet.ofSize(options.largest());
    }

    /** The smallest data set that the options name. */
    DataSet smallest() {
        return DataSet.ofSize(options.smallest());
    }

    /** The data set with long histories. */
    DataSet histories() {
        return DataSet.ofHistories(options.people());
    }

    /** Returns the address of the application on this data set; starts it on first use. */
    URI application(DataSet data) {
        return URI.create(instance(data, "first", APPLICATION).address());
    }

    /** Returns the address of a second instance on the same data set. */
    URI anotherApplication(DataSet data) {
        return URI.create(instance(data, "second", APPLICATION).address());
    }

    /** Returns an instance with a heap of 256 MB. */
    Replica smallApplication(DataSet data) {
        return instance(data, "small", APPLICATION, "-Xmx256m");
    }

    /**
     * Returns the address of the application of another build, for before/after comparisons; empty if the options name
     * none. The database has the migrations of this build, of which the other may not know all.
     */
    Optional<URI> before(DataSet data) {
        return options.before()
                .map(build -> URI.create(instance(
                                data,
                                "before",
                                build.resolve("quarkus-run.jar"),
                                Map.of("data-controls.database.migrate-at-start", "false"))
                        .address()));
    }

    /** Returns the address of an instance on this data set with further settings. */
    URI applicationWith(DataSet data, String which, Map<String, String> settings) {
        return URI.create(instance(data, which, APPLICATION, settings).address());
    }

    private Replica instance(DataSet data, String which, Path application, String... jvmOptions) {
        return instance(data, which, application, Map.of(), jvmOptions);
    }

    private Replica instance(
            DataSet data, String which, Path application, Map<String, String> settings, String... jvmOptions) {
        return instances.computeIfAbsent(data.database() + " " + which, name -> {
            var options = Stream.concat(likeTheImage(), Stream.of(jvmOptions)).toArray(String[]::new);
            var all = new HashMap<>(settings);
            all.put("data-controls.database.url", database.url(data.database()));
            var replica = Replica.start(application, all, options);
            System.out.println("Instance on " + name + ": process " + replica.pid());
            return replica;
        });
    }

    /** The image's JVM options with the memory of a pod, except those that some JDKs don't support. */
    static Stream<String> likeTheImage() {
        var command = Arrays.stream(System.getProperty("image.command").split(","));
        return Stream.concat(
                Stream.of("-XX:MaxRAM=512m"),
                command.filter(option -> option.startsWith("-XX:"))
                        .filter(option ->
                                !option.startsWith("-XX:AOTCache") && !option.startsWith("-XX:TrimNativeHeap")));
    }

    /** Starts the baseline server on this data set. */
    Baseline baseline(DataSet data, long pageBytes, long decisionBytes) throws IOException {
        return Baseline.start(database, data, pageBytes, decisionBytes);
    }

    /** Returns people with sessions on an instance. */
    List<Person> people(URI application) {
        return people.computeIfAbsent(application, instance -> {
            System.out.printf("%d people sign in%n", options.people());
            return People.signedIn(options.people(), instance);
        });
    }

    @Override
    public void close() {
        instances.values().forEach(Replica::close);
        keycloak.close();
    }
}
