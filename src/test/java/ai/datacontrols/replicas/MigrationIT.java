package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.DatabaseServer;
import ai.datacontrols.parts.Replica;
import ai.datacontrols.parts.TestServices;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A roll-out as in Kubernetes: a job with the owner's password migrates, and the application starts without it. */
@QuarkusTest
class MigrationIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app").toAbsolutePath();

    private final Map<String, String> all = TestServices.settingsOfReplicas();
    private final String owner = all.get("data-controls.database.owner-username");
    private final String url = TestServices.applicationJdbcUrl().replaceFirst("/[^/?]+\\?.*", "/rolled_out");

    @BeforeEach
    void createAnEmptyDatabase() {
        new DatabaseServer().execute("drop database if exists rolled_out", "create database rolled_out owner " + owner);
    }

    @Test
    void theJobMigratesAndOnlyThenTheApplicationStarts() throws Exception {
        var withoutOwner = Map.of(
                "data-controls.database.url", url,
                "data-controls.database.migrate-at-start", "false",
                "data-controls.database.owner-username", "",
                "data-controls.database.owner-password", "");

        assertThat(Replica.refused(withoutOwner))
                .contains("the database lacks V1")
                .contains("run the migrations first");
        assertThat(migrate(owner)).contains("The database is at version");
        assertThat(migrate(owner)).contains("0 migrations were needed");
        try (var replica = Replica.start(withoutOwner, "-XX:TieredStopAtLevel=1")) {
            assertThat(replica.isReady()).isTrue();
        }
    }

    @Test
    void namesAMissingSettingOfTheJob() throws Exception {
        assertThat(migrate(null)).contains("data-controls.database.owner-username");
    }

    /** Runs the command of the migration job in the application's folder. */
    private String migrate(String username) throws IOException, InterruptedException {
        var output = Files.createTempFile(Path.of("target"), "migration", ".log");
        var process = new ProcessBuilder(command());
        process.directory(APPLICATION.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        var environment = new HashMap<>(Map.of(
                "DATA_CONTROLS_DATABASE_URL", url,
                "DATA_CONTROLS_DATABASE_USERNAME", all.get("data-controls.database.username"),
                "DATA_CONTROLS_DATABASE_OWNER_PASSWORD", all.get("data-controls.database.owner-password")));
        if (username != null) {
            environment.put("DATA_CONTROLS_DATABASE_OWNER_USERNAME", username);
        }
        process.environment().putAll(environment);
        var started = process.start();
        assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(started.exitValue() == 0).as(Files.readString(output)).isEqualTo(username != null);
        return Files.readString(output);
    }

    private static List<String> command() {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JobCommand.arguments());
        return command;
    }
}
