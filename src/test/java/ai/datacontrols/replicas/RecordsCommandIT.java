package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Operators verify and rebuild records with the packaged application, whose settings are environment variables. */
@QuarkusTest
class RecordsCommandIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app").toAbsolutePath();

    @Inject
    Choices choices;

    @Test
    void verifiesAndRebuildsAnAccount() throws Exception {
        var account = choices.onPlan("free");
        choices.choose(account, Choice.OPTED_OUT);

        assertThat(run("verify", account)).isEqualTo("0: The record is right.");
        assertThat(run("rebuild", account))
                .startsWith("0: le-chat: plan free, choice OPTED_OUT, usable since null -> plan free")
                .endsWith("Differences before: []. Left: [].");
        assertThat(run("verify", UUID.randomUUID())).startsWith("2: ").endsWith("has no entries");
    }

    private static String run(String command, UUID account) throws IOException, InterruptedException {
        var output = Files.createTempFile(Path.of("target"), "records", ".log");
        var builder = new ProcessBuilder(arguments(command, account.toString()))
                .directory(APPLICATION.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        TestServices.settingsOfReplicas()
                .forEach((name, value) ->
                        builder.environment().put(name.toUpperCase().replaceAll("[^A-Z0-9]", "_"), value));
        var process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue() + ": " + Files.readString(output).strip();
    }

    /** The command of docs/operations.md. */
    private static List<String> arguments(String... command) {
        var arguments = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                "quarkus/*:app/*:lib/main/*:lib/boot/*",
                "ai.datacontrols.operations.Records"));
        arguments.addAll(List.of(command));
        return arguments;
    }
}
