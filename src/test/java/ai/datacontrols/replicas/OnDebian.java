package ai.datacontrols.replicas;

import ai.datacontrols.demo.Ports;
import ai.datacontrols.documents.Document;
import ai.datacontrols.parts.DebianPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The application of the tests on Debian's PostgreSQL, made ready as docs/operations.md says. */
public class OnDebian implements QuarkusTestProfile {

    private static final String PORT = "backup.port";

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Server.class));
    }

    /** An empty server with the two roles, at the address that the application knows; the number tells its folder. */
    static DebianPostgres server(int number) {
        var server = running(number).begin();
        var roles = Document.read("operations.md").saying("the two roles").text();
        server.shell("psql -v ON_ERROR_STOP=1 -d postgres <<'SQL'\n" + roles + "SQL\n");
        return server;
    }

    /** One that is there already. */
    static DebianPostgres running(int number) {
        var run = Long.toString(ProcessHandle.current().pid());
        return new DebianPostgres(Path.of("target", "backup", run, Integer.toString(number)), Integer.getInteger(PORT));
    }

    /** The first server, which the application is started on. */
    public static class Server implements QuarkusTestResourceLifecycleManager {

        /** After the other parts, so that this database is the one. */
        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            // Quarkus loads this class apart from the tests, so they learn of it this way
            System.setProperty(PORT, Integer.toString(Ports.free().postgres()));
            server(0).shell("createdb --owner=data_controls_owner data_controls");
            return Map.of(
                    "data-controls.database.url",
                    "jdbc:postgresql://localhost:" + Integer.getInteger(PORT) + "/data_controls",
                    // its people choose as fast as they can
                    "data-controls.choices.opt-ins-per-day",
                    "1000000");
        }

        @Override
        public void stop() {}
    }
}
