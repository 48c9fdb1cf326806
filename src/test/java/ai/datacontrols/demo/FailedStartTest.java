package ai.datacontrols.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failed start names the part, the reason and the log. */
class FailedStartTest {
    private static final RealmFile ANY_REALM = new RealmFile("{}", "");

    private final Ports ports = Ports.free();

    @TempDir
    private Path directory;

    @Test
    void namesThePortInUseAndItsSetting() throws IOException {
        try (var taken = new ServerSocket(ports.postgres(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(PartsException.class)
                    .hasMessage(
                            "Port %d for PostgreSQL is taken. Choose another one with -Ddemo.postgres.port=…, "
                                    + "or stop what uses it.",
                            taken.getLocalPort());
        }
    }

    @Test
    void namesTheDirectoryThatCannotBeWritten() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> DemoLock.on(file.resolve("demo")))
                .isInstanceOf(PartsException.class)
                .hasMessageContaining("can't write its data to " + file.resolve("demo"))
                .hasMessageContaining("FileSystemException");
    }

    @Test
    void quotesTheErrorsOfPostgresOnDamagedData() throws IOException {
        var watchdog = new Watchdog();
        Postgres.start(directory, ports.postgres(), watchdog).close();
        Files.delete(directory.resolve("postgres/global/pg_control"));
        assertThatThrownBy(() -> Postgres.start(directory, ports.postgres(), watchdog))
                .isInstanceOf(PartsException.class)
                .hasMessageStartingWith("PostgreSQL did not start on the data in " + directory.resolve("postgres"))
                .hasMessageContaining("pg_control")
                .hasMessageEndingWith("The whole log is " + directory.resolve("postgres.log"));
    }

    @Test
    void quotesTheErrorsWhenKeycloakExits() throws Exception {
        var log = directory.resolve("keycloak.log");
        var keycloak = keycloak(log, "echo INFO: starting; echo ERROR: no space left on device; exit 3");
        assertThatThrownBy(() -> keycloak.awaitReady(ANY_REALM, Duration.ofMinutes(1)))
                .isInstanceOf(PartsException.class)
                .hasMessage(
                        "Keycloak ended with exit code 3 while starting:\n    ERROR: no space left on device\n"
                                + "The whole log is %s",
                        log);
    }

    @Test
    void quotesTheLastLinesWhenKeycloakDoesNotRespond() throws Exception {
        var log = directory.resolve("keycloak.log");
        try (var keycloak = keycloak(log, "echo Updating the configuration; exec sleep 600")) {
            while (Files.size(log) == 0) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> keycloak.awaitReady(ANY_REALM, Duration.ofMillis(1)))
                    .isInstanceOf(PartsException.class)
                    .hasMessage(
                            "Keycloak is running but did not answer within 0 seconds:\n"
                                    + "    Updating the configuration\nThe whole log is %s",
                            log);
        }
    }

    @Test
    void quotesOnlyTheLogOfThisStart() throws IOException {
        var file = directory.resolve("server.log");
        Files.writeString(file, "FATAL: of an earlier start\n");
        var log = ServerLog.from(file);
        assertThat(log.failure("It ended", null)).hasMessage("It ended.\nThe whole log is %s", file);
    }

    private Keycloak keycloak(Path log, String script) throws IOException {
        var serverLog = ServerLog.from(log);
        var process = new ProcessBuilder("sh", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Keycloak(process, serverLog, true, new KeycloakAdmin(ports.keycloakUrl()));
    }
}
