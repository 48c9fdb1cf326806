package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.verification.ChainVerifier;
import ai.datacontrols.web.Visitor;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restart of PostgreSQL has closed every connection of the pool, and new ones are accepted. */
@QuarkusTest
class DatabaseRestartTest {

    private static final String POOLED = "from pg_stat_activity where usename = 'data_controls'";

    private static final String SESSIONS_LOCK = "lock table session in access exclusive mode";

    private final Account person = Realm.newPerson(Map.of("le-chat", "free"));
    private final UUID account = UUID.fromString(person.id());

    @Inject
    AgroalDataSource pool;

    @Inject
    Ledger ledger;

    @Inject
    ChainVerifier verifier;

    @Test
    void failsAtMostOneDecisionOfAClient() throws SQLException {
        var question = "{'account':'%s','product':'le-chat','data':'input-output','createdAt':'%s'}"
                .formatted(account, Instant.now());
        decide(question);
        closePooledConnections();

        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < 40; i++) {
            statuses.add(decide(question));
        }

        assertThat(statuses.subList(1, statuses.size())).containsOnly(200);
    }

    @Test
    void savesAnOptOutOnce() throws SQLException {
        var visitor = Visitor.signedIn(person);
        var page = visitor.get("/settings");
        var entries = Recorded.history(ledger, account).events().size();
        closePooledConnections();

        var answer = visitor.press(page, "le-chat", Map.of());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
        assertThat(Recorded.history(ledger, account).events()).hasSize(entries + 1);
        assertThat(verifier.verify(account)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SESSIONS_LOCK, "select pg_advisory_xact_lock(hashtextextended('%s', 0))"})
    void savesAnOptOutOnceIfTheConnectionClosesBeforeItIsRecorded(String lock) throws SQLException {
        var visitor = Visitor.signedIn(person);
        var page = visitor.get("/settings");
        var entries = Recorded.history(ledger, account).events().size();

        var answer = withConnectionClosed(lock.formatted(account), () -> visitor.press(page, "le-chat", Map.of()));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Recorded.history(ledger, account).events()).hasSize(entries + 1);
        assertThat(verifier.verify(account)).isEmpty();
    }

    @Test
    void endsTheSessionIfSignOutGetsAClosedConnection() throws SQLException {
        var visitor = Visitor.signedIn(person);
        var copy = visitor.copy();

        withConnectionClosed(SESSIONS_LOCK, () -> visitor.get("/sign-out"));

        assertThat(copy.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void keepsTheInstanceReady() throws SQLException {
        closePooledConnections();

        assertThat(new Visitor("en").get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    /** Closes the connection on which the request waits for a lock. */
    private static Response withConnectionClosed(String lock, Supplier<Response> request) throws SQLException {
        try (var holder = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var sql = holder.createStatement();
                var superuser = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var terminate = superuser.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute(lock);
            var answer = CompletableFuture.supplyAsync(request);
            await().pollInterval(Duration.ofMillis(10)).until(() -> {
                try (var row = terminate.executeQuery(
                        "select pg_terminate_backend(pid) " + POOLED + " and wait_event_type = 'Lock'")) {
                    return row.next();
                }
            });
            holder.rollback();
            return answer.join();
        }
    }

    private static int decide(String question) {
        return Api.json("pipeline-chat", question).post("/decisions").statusCode();
    }

    /** Fills the pool first, so that every request may get a closed connection. */
    private void closePooledConnections() throws SQLException {
        fillPool();
        try (var superuser = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var sql = superuser.createStatement()) {
            sql.execute("select pg_terminate_backend(pid) " + POOLED);
            await().until(() -> {
                try (var row = sql.executeQuery("select count(*) " + POOLED)) {
                    return row.next() && row.getInt(1) == 0;
                }
            });
        }
    }

    private void fillPool() throws SQLException {
        var most = pool.getConfiguration().connectionPoolConfiguration().maxSize();
        List<Connection> all = new ArrayList<>();
        try {
            while (all.size() < most) {
                all.add(pool.getConnection());
            }
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
    }
}
