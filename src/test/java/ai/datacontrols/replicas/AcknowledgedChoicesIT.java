package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.parts.DatabaseServer;
import ai.datacontrols.parts.Replica;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.verification.ChainVerifier;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An acknowledged choice survives SIGKILL of the application and of PostgreSQL right after the response. */
@QuarkusTest
class AcknowledgedChoicesIT {

    private static final Map<String, String> WITHOUT_LIMIT = Map.of("data-controls.choices.opt-ins-per-day", "1000000");

    private static final int ROUNDS = 5;

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    ChainVerifier verifier;

    private final DatabaseServer database = new DatabaseServer();
    private final Figures figures = new Figures();

    @BeforeAll
    static void newFigures() throws IOException {
        Figures.clear();
    }

    @Test
    void noAcknowledgedChoiceIsLostWhenTheApplicationIsKilled() throws Exception {
        try (var application = Replica.start(WITHOUT_LIMIT, "-XX:TieredStopAtLevel=1");
                var crowd = Crowd.signedIn(application, this::givePlan)) {
            crowd.begin();
            for (var round = 0; round < ROUNDS; round++) {
                crowd.awaitSomeMoment();
                figures.killed(crowd.inFlight());
                application.kill();
                application.startAgain();
                untilEverybodySaved(crowd);
            }
            crowd.end();

            var aftermath = Aftermath.of(crowd);
            figures.say("application killed", aftermath);
            assertThat(aftermath.lost()).isEmpty();
            assertLedgerIsWhole(crowd, aftermath);
            assertThat(crowd.refusals()).isSubsetOf(503);
        }
    }

    @Test
    void noAcknowledgedChoiceIsLostWhenPostgresIsKilled() throws Exception {
        assertThat(DatabaseServer.show("synchronous_commit")).isEqualTo("on");
        try (var application = Replica.start(WITHOUT_LIMIT, "-XX:TieredStopAtLevel=1");
                var crowd = Crowd.signedIn(application, this::givePlan)) {
            crowd.begin();
            for (var round = 0; round < ROUNDS; round++) {
                crowd.awaitSomeMoment();
                figures.killed(crowd.inFlight());
                database.kill();
                database.startAgain();
                untilEverybodySaved(crowd);
            }
            crowd.end();

            var aftermath = Aftermath.of(crowd);
            figures.say("PostgreSQL killed", aftermath);
            assertThat(aftermath.lost()).isEmpty();
            assertLedgerIsWhole(crowd, aftermath);
            assertThat(crowd.refusals()).isSubsetOf(503);
        }
    }

    /** Control run: the same check reports losses if responses don't wait for the commit to be flushed. */
    @Test
    void losesSomeChoicesWithAsynchronousCommit() throws Exception {
        // the server's command line sets "on", which only a setting of the role overrides
        database.execute(
                "alter role data_controls set synchronous_commit = off",
                "alter system set wal_writer_delay = '10s'",
                "select pg_reload_conf()");
        try (var application = Replica.start(WITHOUT_LIMIT, "-XX:TieredStopAtLevel=1");
                var crowd = Crowd.signedIn(application, this::givePlan)) {
            assertThat(DatabaseServer.show("synchronous_commit")).isEqualTo("off");
            for (var round = 0; round < ROUNDS && Aftermath.of(crowd).lost().isEmpty(); round++) {
                crowd.begin();
                crowd.awaitSomeMoment();
                figures.killed(crowd.inFlight());
                database.kill();
                crowd.end();
                database.startAgain();
            }

            var aftermath = Aftermath.of(crowd);
            figures.say("control, PostgreSQL killed with synchronous_commit=off", aftermath);
            assertThat(aftermath.lost()).isNotEmpty();
            assertLedgerIsWhole(crowd, aftermath);
        } finally {
            database.execute(
                    "alter role data_controls reset synchronous_commit",
                    "alter system reset wal_writer_delay",
                    "select pg_reload_conf()");
        }
        assertThat(DatabaseServer.show("synchronous_commit")).isEqualTo("on");
    }

    /** Production artifacts have no client that reports plans. */
    private void givePlan(UUID account) {
        // after a kill of the database, this application's connections may be broken
        await().ignoreExceptions().until(() -> ledger.state(account) != null);
        planRecorder.syncFromToken(account, Clicker.PRODUCT, "free", Instant.now());
    }

    private void untilEverybodySaved(Crowd crowd) {
        var back = Instant.now();
        crowd.awaitEverybodySaved();
        figures.recovered(Duration.between(back, Instant.now()));
    }

    /**
     * Checks that no choice is stored twice or without a request, that chains verify, and that the projection matches
     * them.
     */
    private void assertLedgerIsWhole(Crowd crowd, Aftermath aftermath) throws SQLException {
        assertThat(aftermath.kept())
                .extracting(KeptChoice::requestId)
                .doesNotHaveDuplicates()
                .isSubsetOf(aftermath.requests());
        await().ignoreExceptions().until(() -> ledger.state(crowd.accounts().get(0)) != null);
        assertThat(crowd.accounts())
                .allSatisfy(account -> assertThat(verifier.verify(account)).isEmpty());
        var before = projection(crowd.accounts());
        assertThat(before).hasSameSizeAs(crowd.accounts());
        crowd.accounts().forEach(ledger::rebuild);
        assertThat(projection(crowd.accounts())).isEqualTo(before);
    }

    private static List<String> projection(List<UUID> accounts) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.prepareStatement(
                        "select row::text from current_permission row where account = any (?) order by account, product")) {
            sql.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
            try (var result = sql.executeQuery()) {
                var rows = new ArrayList<String>();
                while (result.next()) {
                    rows.add(result.getString(1));
                }
                return rows;
            }
        }
    }
}
