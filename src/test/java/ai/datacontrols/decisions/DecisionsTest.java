package ai.datacontrols.decisions;

import static ai.datacontrols.parts.Api.problem;
import static io.restassured.path.json.JsonPath.from;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.ledger.Sealing;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses to decision queries. */
@QuarkusTest
class DecisionsTest {

    @Inject
    InitialImport initialImport;

    @Inject
    Sealing sealing;

    private final UUID account = UUID.randomUUID();
    private Instant since;

    @BeforeEach
    void onPro() {
        var answer = Api.json("billing", "{'plan':'pro'}").put("/accounts/{account}/subscriptions/le-chat", account);
        since = Instant.parse(answer.path("since"));
    }

    @Test
    void returnsADecision() {
        var answer = ask(question(since));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getMap(""))
                .containsEntry("permitted", true)
                .containsEntry("rule", "chat-personal")
                .containsEntry("reason", "ON_BY_DEFAULT")
                .containsEntry("policyVersion", "1")
                .containsEntry("entry", Map.of("sequence", 1, "at", since.toString()))
                .containsEntry("validFor", 300)
                .containsKey("asOf")
                .hasSize(7);
    }

    @Test
    void aDecisionAsOfThePastIsNotValidForAnyTime() {
        var answer = ask("{'account':'%s','product':'le-chat','data':'input-output','createdAt':'%s','asOf':'%s'}"
                .formatted(account, since, since));

        assertThat(answer.<Boolean>path("permitted")).isTrue();
        assertThat(answer.<Integer>path("validFor")).isZero();
    }

    @Test
    void deniesDataCreatedBeforeThePermittedPeriod() {
        var answer = ask(question(since.minusNanos(1_000)));

        assertThat(answer.<Boolean>path("permitted")).isFalse();
        assertThat(answer.<String>path("reason")).isEqualTo("NOT_USABLE_SINCE_CREATION");
    }

    @Test
    void anOptOutOnThePageAppliesToTheNextDecision() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        var question = "{'account':'%s','product':'le-chat','data':'input-output','createdAt':'%s'}";

        var before = ask(question.formatted(person.id(), Instant.now()));
        visitor.press("le-chat", Map.of());
        var after = ask(question.formatted(person.id(), before.<String>path("asOf")));

        assertThat(before.<Boolean>path("permitted")).isTrue();
        assertThat(after.<Boolean>path("permitted")).isFalse();
        assertThat(after.<String>path("reason")).isEqualTo("OPTED_OUT");
        assertThat(ask(question.replace("}", ",'asOf':'%s'}")
                                .formatted(person.id(), before.path("asOf"), before.path("asOf")))
                        .<Boolean>path("permitted"))
                .as("a decision as of the past is unchanged")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "d47ac000-ffff-4000-8000-000000000000, le-chat, input-output, UNKNOWN_ACCOUNT",
        "                                    , le-fax,  input-output, NO_RULE",
        "                                    , le-chat, dreams,       NO_RULE",
        "                                    , la-plateforme, ocr,    DATA_EXCLUDED",
        "                                    , la-plateforme, input-output, UNKNOWN_PLAN",
        "                                    , le-chat, feedback,     FEEDBACK_INCOMPLETE"
    })
    void respondsWithADenialToUnknownAccountsProductsAndData(UUID other, String product, String data, String reason) {
        var answer = ask("{'account':'%s','product':'%s','data':'%s','createdAt':'%s'}"
                .formatted(other == null ? account : other, product, data, since));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<Boolean>path("permitted")).isFalse();
        assertThat(answer.<String>path("reason")).isEqualTo(reason);
    }

    @Test
    void feedbackNeedsBothParts() {
        var feedback =
                "{'account':'%s','product':'le-chat','data':'feedback','createdAt':'%s','rating':true,'comment':%s}";

        assertThat(ask(feedback.formatted(account, since, true)).<Boolean>path("permitted"))
                .isTrue();
        assertThat(ask(feedback.formatted(account, since, false)).<Boolean>path("permitted"))
                .isFalse();
    }

    @Test
    void theAccountIsUnknownBeforeItsFirstEntry() {
        var answer = ask("{'account':'%s','product':'le-chat','data':'input-output','createdAt':'%s','asOf':'%s'}"
                .formatted(account, since.minusSeconds(60), since.minusSeconds(30)));

        assertThat(answer.<String>path("reason")).isEqualTo("UNKNOWN_ACCOUNT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'product':'le-chat','data':'ocr','createdAt':'2026-01-01T00:00:00Z'} | 422 | invalid-value",
                "{'account':'ACCOUNT','product':'le-chat','data':'ocr','createdAt':'2026-01-01T00:00:00Z','asOf':'2126-01-01T00:00:00Z'} | 422 | invalid-value",
                "{'account':'ACCOUNT','product':'le-chat','data':'ocr','createdAt':'2026-01-01 00:00'} | 400 | invalid-request",
                "{'account':'ACCOUNT','product':'le-chat','data':'ocr','createdAt':'2026-01-31T12:00Z'} | 400 | invalid-request",
                "{'account':'ACCOUNT','product':'le-chat','data':'ocr','createdAt':'2026-01-31T12:00:00+01'} | 400 | invalid-request",
                "{'account':'ACCOUNT','product':'le-chat','data':'ocr','createdAt':'2026-01-31T12:00:00+01:00:30'} | 400 | invalid-request",
                "{'account':'ACCOUNT','product':'le-chat','data':'ocr','createdAt':'2026-01-31T12:00:00.Z'} | 400 | invalid-request",
                "{'account':'ACCOUNT','product':'le-chat','data':'ocr','createdAt':'2026-01-31T12:00:00Z','asOf':'2026-01-31T12:00Z'} | 400 | invalid-request",
                "{'account':'ACCOUNT','product':'le-chat','data':'ocr','createdAt':'2026-01-01T00:00:00Z','rating':'yes'} | 400 | invalid-request",
                "{'account':'ACCOUNT','product':'le-chat','data':'ocr','createdAt':'2026-01-01T00:00:00Z','rating':1} | 400 | invalid-request",
                "{'account':'ACCOUNT','product':'le-chat','data':'ocr','createdAt':'2026-01-01T00:00:00Z','colour':1} | 400 | invalid-request",
                "{'account':'ACCOUNT','product':'le-chat','data':'ocr','createdAt':'2026-01-01T00:00:00Z','rating':''} | 400 | invalid-request",
                "{'account':'fred','product':'le-chat','data':'ocr','createdAt':'2026-01-01T00:00:00Z'} | 400 | invalid-request",
                "{'account':'','product':'le-chat','data':'ocr','createdAt':'2026-01-01T00:00:00Z'} | 400 | invalid-request",
                "{'account':'1HrAAAAAQACAAAAAAAAAAA==','product':'le-chat','data':'ocr','createdAt':'2026-01-01T00:00:00Z'} | 400 | invalid-request",
                "null | 400 | invalid-request",
            })
    void respondsWithAProblemToAnInvalidQuery(String question, int status, String type) {
        problem(ask(question.replace("ACCOUNT", account.toString())), status, type);
    }

    @Test
    void respondsWith400ToDeeplyNestedJson() {
        problem(ask("{'ref':" + "[".repeat(20_000) + "]".repeat(20_000) + "}"), 400, "invalid-request");
    }

    @Test
    void respondsToABatchInOrderWithProblemsInPlace() {
        var lines = Api.lines(Api.lines(
                        "pipeline-chat",
                        question(since).replace("{", "{'ref':'a',"),
                        "{'ref':'b','account':'%s'}".formatted(account),
                        "{'ref':'c',",
                        "x".repeat(20_000),
                        question(since.minusSeconds(1)).replace("{", "{'ref':5,"),
                        question(since).replace("}", ",'asOf':'2126-01-01T00:00:00Z','ref':'f'}"))
                .post("/decisions/batch"));

        assertThat(lines).hasSize(6);
        assertThat(from(lines.get(0)).getMap("")).containsEntry("ref", "a").containsEntry("permitted", true);
        assertThat(from(lines.get(1)).getMap("")).containsEntry("ref", "b");
        assertThat(from(lines.get(1)).getInt("problem.status")).isEqualTo(422);
        assertThat(from(lines.get(2)).getInt("problem.status")).isEqualTo(400);
        assertThat(from(lines.get(3)).getInt("problem.status")).isEqualTo(413);
        assertThat(from(lines.get(4)).getMap("")).containsEntry("ref", 5).containsEntry("permitted", false);
        assertThat(from(lines.get(5)).getMap("")).containsEntry("ref", "f");
        assertThat(from(lines.get(5)).getInt("problem.status")).isEqualTo(422);
    }

    @Test
    void respondsWith503BeforeTheInitialImportIsComplete() {
        Tampering.with("update first_load set completed_at = null");
        try {
            problem(ask(question(since)), 503, "first-load-incomplete");
            problem(Api.lines("pipeline-chat", question(since)).post("/decisions/batch"), 503, "first-load-incomplete");
            problem(Api.as("pipeline-chat").get("/permissions"), 503, "first-load-incomplete");
            problem(Api.as("pipeline-chat").get("/changes?after=x"), 503, "first-load-incomplete");
        } finally {
            initialImport.complete();
        }
    }

    @Test
    void aCompletionOfTheImportForgedWithoutTheKeyPermitsNoDecision() throws SQLException {
        Tampering.with("update first_load set completed_at = null, seal = null");
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.createStatement()) {
            for (var forged : List.of("completed_at = now()", "seal = '\\x00000001" + "00".repeat(16) + "'")) {
                sql.execute("update first_load set " + forged);

                problem(ask(question(since)), 503, "first-load-incomplete");
                problem(
                        Api.lines("pipeline-chat", question(since)).post("/decisions/batch"),
                        503,
                        "first-load-incomplete");
                problem(Api.as("pipeline-chat").get("/permissions"), 503, "first-load-incomplete");
            }
        } finally {
            initialImport.complete();
        }
        assertThat(ask(question(since)).statusCode()).as("declared again").isEqualTo(200);
    }

    @Test
    void anImportCompletedByAnEarlierBuildPermitsDecisionsAndIsSealed() {
        Tampering.with("update first_load set seal = null, completed_before_seals = true");

        assertThat(ask(question(since)).statusCode()).isEqualTo(200);
        sealing.run();
        Tampering.with("update first_load set completed_before_seals = false");
        assertThat(ask(question(since)).statusCode()).isEqualTo(200);
    }

    private String question(Instant createdAt) {
        return "{'account':'%s','product':'le-chat','data':'input-output','createdAt':'%s'}"
                .formatted(account, createdAt);
    }

    private static Response ask(String question) {
        return Api.json("pipeline-chat", question).post("/decisions");
    }
}
