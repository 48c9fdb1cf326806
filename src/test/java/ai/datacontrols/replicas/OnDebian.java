package ai.datacontrols.replicas;

import ai.datacontrols.demo.Ports;
import ai.datacontrols.documents.Document;
import ai.datacontrols.parts.DebianPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The application on Debian's PostgreSQL, prepared as docs/operations.md describes. */
public class OnDebian implements QuarkusTestProfile {

    private static final String PORT = "backup.port";

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Server.class));
    }

    /** Starts an empty server with both roles at the application's address; the number identifies its folder. */
    static DebianPostgres server(int number) {
        var server = running(number).begin();
        var roles = Document.read("operations.md").saying("the two roles").text();
        server.shell("psql -v ON_ERROR_STOP=1 -d postgres <<'SQL'\n" + roles + "SQL\n");
        return server;
    }

    static DebianPostgres running(int number) {
        var run = Long.toString(ProcessHandle.current().pid());
        return new DebianPostgres(Path.of("target", "backup", run, Integer.toString(number)), Integer.getInteger(PORT));
    }

    public static class Server implements QuarkusTestResourceLifecycleManager {

        /** Starts after the other services, so that this database's address is used. */
        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            // Quarkus loads this class in another class loader than the tests
            System.setProperty(PORT, Integer.toString(Ports.free().postgres()));
            server(0).shell("createdb --owner=data_controls_owner data_controls");
            return Map.of(
                    "data-controls.database.url",
                    "jdbc:postgresql://localhost:" + Integer.getInteger(PORT) + "/data_controls",
                    // the test chooses as fast as possible
                    "data-controls.choices.opt-ins-per-day",
                    "1000000");
        }

        @Override
        public void stop() {}
    }
}
