package ai.datacontrols.verification;

import static ai.datacontrols.parts.Api.problem;
import static io.restassured.RestAssured.given;
import static io.restassured.path.json.JsonPath.from;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that were forged or edited in the database change no decision but to a denial, and pages say what is wrong. */
@QuarkusTest
class ForgedEntriesTest {

    private static final String FORGED_OPT_IN = """
            insert into ledger_entry (account, sequence, kind, product, happened_at, recorded_at, actor, surface, previous_hash, hash)
            select account, last_sequence + 1, 'OPTED_IN', 'le-chat', last_at, last_at, 'DATA_SUBJECT', 'SETTINGS_PAGE',
              last_hash, sha256('forged') from account_head where account = '%s'""";

    private static final String HEAD_MOVED_ALONG = """
            update account_head set last_sequence = last_sequence + 1, last_hash = sha256('forged') where account = '%s'""";

    private static final String QUESTION =
            "{'account':'%s','product':'le-chat','data':'input-output','createdAt':'%s'}";

    private static final SharedPerson INTACT = SharedPerson.onPlans(Map.of("le-chat", "free"));

    private static final SharedPerson STAFF = SharedPerson.staff("support", "/support");

    private Account person;
    private Visitor visitor;

    @BeforeEach
    void optOut() {
        person = Realm.newPerson(Map.of("le-chat", "free"));
        visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());
    }

    @Test
    void deniesDecisionsAboutAnOptInInsertedWithoutTheKey() throws SQLException {
        asApplication(FORGED_OPT_IN, HEAD_MOVED_ALONG);

        assertThatDecisionsAreDenied();
    }

    @Test
    void deniesDecisionsAboutAnInsertedEntryBeyondTheHead() throws SQLException {
        asApplication(FORGED_OPT_IN);

        assertThatDecisionsAreDenied();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set kind = 'OPTED_IN' where account = '%s' and sequence = 2",
                "delete from ledger_entry where account = '%s' and sequence = 2",
                "delete from ledger_entry where account = '%s'",
                "update ledger_entry set evidence = 'a letter' where account = '%s' and sequence = 1",
                "update account_head set last_sequence = 7 where account = '%s'",
                "update account_head set last_key = 2 where account = '%s'",
                "update ledger_entry set chain_key = 2 where account = '%s' and sequence = 2"
            })
    void deniesDecisionsAboutAnEditedHistory(String edit) {
        Tampering.with(edit.formatted(person.id()));

        assertThatDecisionsAreDenied();
    }

    @Test
    void aBatchDeniesOnlyTheBrokenAccount() throws SQLException {
        INTACT.visitor();
        asApplication(FORGED_OPT_IN, HEAD_MOVED_ALONG);
        var now = Instant.now();

        var lines = Api.lines(Api.lines(
                        "pipeline-chat",
                        QUESTION.formatted(INTACT.account().id(), now),
                        QUESTION.formatted(person.id(), now),
                        QUESTION.formatted(INTACT.account().id(), now))
                .post("/decisions/batch"));

        assertThat(lines)
                .extracting(line -> from(line).getString("reason"))
                .containsExactly("ON_BY_DEFAULT", "RECORD_UNVERIFIABLE", "ON_BY_DEFAULT");
    }

    @ParameterizedTest
    @CsvSource({
        "en, This record can’t be verified",
        "fr, Cet historique n’a pas pu être vérifié",
        "de, Dieser Verlauf lässt sich nicht prüfen",
        "es, No se ha podido verificar este historial",
        "it, Non è stato possibile verificare questa cronologia"
    })
    void pagesThatReadTheHistorySayThatItCantBeVerified(String language, String title) throws SQLException {
        asApplication(FORGED_OPT_IN, HEAD_MOVED_ALONG);

        var reader = new Visitor(language);
        reader.signIn("/settings/history", person);

        for (var path : new String[] {
            "/settings/check?product=le-chat&data=input-output&created=2026-11-01T10:00:00Z",
            "/settings/history",
            "/settings/plans"
        }) {
            var page = reader.get(path);
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(500);
            assertThat(Visitor.html(page).select("h1").text()).as(path).isEqualTo(title);
        }
    }

    @Test
    void supportSeesThatTheRecordCantBeVerified() throws SQLException {
        asApplication(FORGED_OPT_IN, HEAD_MOVED_ALONG);
        var support = STAFF.visitor();

        var page = support.get(
                support.search("/support", person.id(), "asks why it says on").header("Location"));

        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(Visitor.html(page).select("h1").text()).isEqualTo("This record can’t be verified");
    }

    @Test
    void aSubscriptionReportAboutABrokenRecordIsRefused() throws SQLException {
        asApplication(FORGED_OPT_IN, HEAD_MOVED_ALONG);

        problem(
                Api.json("billing", "{'plan':'pro'}").put("/accounts/{account}/subscriptions/le-chat", person.id()),
                500,
                "record-unverifiable");
    }

    @Test
    void anOptOutIsStillRecorded() throws SQLException {
        visitor.press("le-chat", Map.of());
        var page = visitor.get("/settings");
        Tampering.with(
                "update ledger_entry set language = 'fr' where account = '%s' and sequence = 2".formatted(person.id()));

        var answer = visitor.press(page, "le-chat", Map.of());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.createStatement();
                var last = sql.executeQuery("select kind from ledger_entry where account = '" + person.id()
                        + "' order by sequence desc limit 1")) {
            last.next();
            assertThat(last.getString(1)).isEqualTo("OPTED_OUT");
        }
    }

    @Test
    void countsRecordsThatCantBeVerified() throws SQLException {
        var before = counted();
        asApplication(FORGED_OPT_IN, HEAD_MOVED_ALONG);

        assertThatDecisionsAreDenied();

        assertThat(counted()).isGreaterThan(before);
    }

    private static double counted() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("data_controls_integrity_unverifiable_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void assertThatDecisionsAreDenied() {
        var question = QUESTION.formatted(person.id(), Instant.now());
        var answer = Api.json("pipeline-chat", question).post("/decisions");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<String>path("reason")).isEqualTo("RECORD_UNVERIFIABLE");
        assertThat(answer.<Boolean>path("permitted")).isFalse();
        assertThat(answer.<Object>path("entry")).isNull();
        var lines = Api.lines(Api.lines("pipeline-chat", question).post("/decisions/batch"));
        assertThat(from(lines.get(0)).getString("reason")).isEqualTo("RECORD_UNVERIFIABLE");
    }

    /** Executes statements with the privileges of the application. */
    private void asApplication(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement.formatted(person.id()));
            }
        }
    }
}
