package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.FaultProxy.Mode;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.verification.ChainVerifier;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database is unavailable before, during or after a click: nothing is acknowledged that isn't stored. */
@QuarkusTest
class DatabaseOutageTest {

    /** The longest time until a response. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Inject
    Ledger ledger;

    @Inject
    ChainVerifier verifier;

    private Account person;
    private UUID account;

    @BeforeEach
    void createPerson() {
        person = Realm.newPerson(Map.of("le-chat", "free"));
        account = UUID.fromString(person.id());
    }

    @AfterEach
    void restoreDatabase() {
        TestServices.setDatabaseFault(Mode.PASS);
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> ledger.state(account) != null);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSE", "STALL"})
    void acknowledgesNoChoiceDuringAnOutage(Mode fault) {
        var visitor = Visitor.signedIn(person);
        var page = visitor.get("/settings");
        TestServices.setDatabaseFault(fault);

        var answer = within(PATIENCE, () -> visitor.press(page, "le-chat", Map.of()));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.asString())
                .contains("We can’t reach your settings right now")
                .doesNotContain("Saved on");
        restoreDatabase();
        assertThat(Recorded.history(ledger, account).events()).hasSize(1);
        assertThat(visitor.press("le-chat", Map.of()).statusCode())
                .as("the pool has recovered")
                .isEqualTo(303);
    }

    @Test
    void showsTheErrorPageInTheReadersLanguage() {
        var visitor = Visitor.signedIn(person);
        visitor.get("/?language=fr");
        TestServices.setDatabaseFault(Mode.REFUSE);

        var answer = within(PATIENCE, () -> visitor.get("/settings"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.asString()).contains("Vos réglages sont inaccessibles pour le moment");
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSE", "STALL", "DROP_REPLIES"})
    void aSessionOutlivesTheOutage(Mode fault) {
        var visitor = Visitor.signedIn(person);
        var cookie = visitor.cookie("q_session");
        TestServices.setDatabaseFault(fault);

        for (var path : List.of("/settings", "/settings/history", "/signed-out", "/sign-out")) {
            var answer = within(PATIENCE, () -> visitor.get(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().getValues("Set-Cookie")).as(path).isEmpty();
        }

        restoreDatabase();
        assertThat(visitor.cookie("q_session")).isEqualTo(cookie);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void aSignInDuringTheOutageIsFinishedByAReload() {
        var visitor = new Visitor("en");
        var callback = visitor.callbackAfterPassword("/settings", person);
        TestServices.setDatabaseFault(Mode.REFUSE);
        assertThat(within(PATIENCE, () -> visitor.get(callback)).statusCode()).isEqualTo(503);
        restoreDatabase();

        var page = visitor.follow(visitor.get(callback));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("<h1>Settings</h1>");
    }

    @Test
    void isNotReadyDuringTheOutage() {
        TestServices.setDatabaseFault(Mode.REFUSE);
        await().until(() -> new Visitor("en").get("/q/health/ready").statusCode() == 503);

        TestServices.setDatabaseFault(Mode.PASS);
        await().until(() -> new Visitor("en").get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void aRetryAfterALostReplyRecordsOneEntry() {
        var visitor = Visitor.signedIn(person);
        var page = visitor.get("/settings");
        TestServices.setDatabaseFault(Mode.DROP_REPLIES);
        var answer = within(PATIENCE, () -> visitor.press(page, "le-chat", Map.of()));
        assertThat(answer.statusCode()).isEqualTo(503);
        restoreDatabase();

        var again = visitor.press(page, "le-chat", Map.of());

        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(Recorded.history(ledger, account).events()).hasSize(2);
        assertThat(verifier.verify(account)).isEmpty();
    }

    private static Response within(Duration most, Supplier<Response> click) {
        var begin = Instant.now();
        var answer = click.get();
        assertThat(Duration.between(begin, Instant.now())).isLessThan(most);
        return answer;
    }
}
