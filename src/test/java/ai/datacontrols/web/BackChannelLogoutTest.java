package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.FaultProxy.Mode;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.RedirectAddresses;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.parts.Token;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keycloak's logout tokens: 200 says that the session has ended, for every replica. */
@QuarkusTest
class BackChannelLogoutTest {

    private static final String WAITING =
            "select 1 from pg_stat_activity where usename = 'data_controls' and wait_event_type = 'Lock'";

    /** The tokens that Keycloak sends in this class, which reach the application only by the tests themselves. */
    private static final BlockingQueue<String> TOKENS = new LinkedBlockingQueue<>();

    private static HttpServer receiver;
    private static String addressBefore;

    private final Account person = Realm.newPerson(Map.of("le-chat", "free"));

    @BeforeAll
    static void receiveTokens() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        receiver.createContext("/", exchange -> {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            TOKENS.add(URLDecoder.decode(form.replaceFirst("^logout_token=", ""), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        addressBefore = RedirectAddresses.tellOfEndedSessions(
                "http://localhost:" + receiver.getAddress().getPort() + "/");
    }

    @AfterAll
    static void stopReceiving() {
        RedirectAddresses.tellOfEndedSessions(addressBefore);
        receiver.stop(0);
    }

    @Test
    void respondsWith200OnceTheSessionHasEnded() throws SQLException {
        var visitor = Visitor.signedIn(person);
        var token = logoutToken();
        try (var holder = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("lock table ended_session in access exclusive mode");

            var answer = CompletableFuture.supplyAsync(() -> send(token));

            await().pollInterval(Duration.ofMillis(10)).until(() -> isWaiting());
            assertThat(answer).isNotDone();
            holder.rollback();
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(answer.join().header("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(302);
        assertThat(send(token).statusCode()).as("again").isEqualTo(200);
    }

    @Test
    void respondsWith503WhileTheDatabaseIsAway() {
        var visitor = Visitor.signedIn(person);
        var token = logoutToken();
        TestServices.setDatabaseFault(Mode.REFUSE);
        Response answer;
        try {
            answer = send(token);
        } finally {
            TestServices.setDatabaseFault(Mode.PASS);
        }
        await().until(() -> new Visitor("en").get("/q/health/ready").statusCode() == 200);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(send(token).statusCode()).as("again").isEqualTo(200);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void acceptsATokenThatIsSignedWithANewKey() {
        Visitor.signedIn(person);
        Realm.rotateSigningKey();

        assertThat(send(logoutToken()).statusCode()).isEqualTo(200);
    }

    @Test
    void rejectsWhatIsNoLogoutToken() {
        var visitor = Visitor.signedIn(person);
        var token = logoutToken();
        var forged = token.substring(0, token.lastIndexOf('.')) + ".AAAA";

        for (var none :
                new String[] {"", "a.b.c", forged, "x".repeat(10_000), Token.of(person), Token.idTokenOf(person)}) {
            assertThat(send(none).statusCode()).as(none).isEqualTo(400);
        }

        assertThat(new Visitor("en").get("/back-channel-logout").statusCode()).isEqualTo(400);
        assertThat(new Visitor("en")
                        .post("/back-channel-logout", Map.of("token", token))
                        .statusCode())
                .isEqualTo(400);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    private String logoutToken() {
        TOKENS.clear();
        Realm.endSessions(person);
        try {
            return TOKENS.poll(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response send(String token) {
        return new Visitor("en").post("/back-channel-logout", Map.of("logout_token", token));
    }

    private static boolean isWaiting() throws SQLException {
        try (var superuser = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var sql = superuser.createStatement();
                var row = sql.executeQuery(WAITING)) {
            return row.next();
        }
    }
}
