package ai.datacontrols.decisions.authzen;

import static ai.datacontrols.parts.Api.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions in the format of AuthZEN are those of {@code POST /decisions}. */
@QuarkusTest
class EvaluationsTest {

    @Inject
    Choices choices;

    @Inject
    InitialImport initialImport;

    private UUID account;
    private Instant now;

    @BeforeEach
    void onFree() {
        account = choices.onPlan("free");
        now = Instant.now();
    }

    @Test
    void returnsTheDecisionWithItsReason() {
        var answer = evaluate(evaluation("input-output", properties("")));
        var decision = Api.json(
                        "pipeline-chat",
                        "{'account':'%s','product':'le-chat','data':'input-output','createdAt':'%s'}"
                                .formatted(account, now))
                .post("/decisions");

        assertThat(answer.<Boolean>path("decision")).isTrue();
        var context = answer.jsonPath().getMap("context");
        assertThat(context)
                .containsEntry("reason", "ON_BY_DEFAULT")
                .containsEntry("validFor", 300)
                .hasSize(6);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        var same = new HashMap<>(decision.jsonPath().<String, Object>getMap(""));
        same.remove("permitted");
        same.remove("asOf");
        assertThat(context).containsAllEntriesOf(same);
    }

    @Test
    void anOptOutAppliesToTheNextEvaluation() {
        choices.choose(account, Choice.OPTED_OUT);

        var answer = evaluate(evaluation("input-output", properties("")));

        assertThat(answer.<Boolean>path("decision")).isFalse();
        assertThat(answer.<String>path("context.reason")).isEqualTo("OPTED_OUT");
    }

    @Test
    void deniesAllOfARecordThatCannotBeVerified() {
        var other = choices.onPlan("free");
        now = Instant.now();
        Tampering.with("update account_head set last_sequence = 7 where account = '" + account + "'");

        var answer =
                evaluateMany("{'action':{'name':'train'},'resource':%s,'evaluations':[{'subject':%s},{'subject':%s}]}"
                        .formatted(resource("input-output", properties("")), subject(account), subject(other)));

        assertThat(answer.jsonPath().getList("evaluations.decision")).containsExactly(false, true);
        assertThat(answer.<String>path("evaluations[0].context.reason")).isEqualTo("RECORD_UNVERIFIABLE");
    }

    @Test
    void takesFeedbackAndAPastMoment() {
        var feedback = evaluation("feedback", properties(",'rating':true,'comment':true"));
        var past = evaluation("input-output", properties("")).replaceFirst("}$", ",'context':{'asOf':'" + now + "'}}");

        assertThat(evaluate(feedback).<String>path("context.reason")).isEqualTo("FEEDBACK_GIVEN");
        assertThat(evaluate(evaluation("feedback", properties(""))).<Boolean>path("decision"))
                .isFalse();
        assertThat(evaluate(past).<Integer>path("context.validFor")).isZero();
    }

    /** Well-formed questions of another policy. */
    @ParameterizedTest
    @CsvSource({
        "user,    train, input-output, UNKNOWN_ACCOUNT",
        "account, read,  input-output, NO_RULE",
        "account, train, record,       NO_RULE"
    })
    void deniesWhatNoRulePermits(String subject, String action, String resource, String reason) {
        var answer = evaluate(evaluation(resource, properties(""))
                .replace("'account'", "'" + subject + "'")
                .replace("'train'", "'" + action + "'"));

        assertThat(answer.<Boolean>path("decision")).isFalse();
        assertThat(answer.<String>path("context.reason")).isEqualTo(reason);
    }

    @Test
    void deniesAnAccountThatIsNoUuid() {
        var answer = evaluate(evaluation("input-output", properties("")).replace(account.toString(), "alice"));

        assertThat(answer.<Boolean>path("decision")).isFalse();
        assertThat(answer.<String>path("context.reason")).isEqualTo("UNKNOWN_ACCOUNT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'product':'le-chat','createdat':'2026-01-01T00:00:00Z'}",
                "{'product':'le-chat','createdAt':null}",
                "{'createdAt':'2026-01-01T00:00:00Z'}",
                "{'product':'le-chat','createdAt':'2026-01-01'}",
                "{'product':7,'createdAt':'2026-01-01T00:00:00Z'}",
                "{'product':'le-chat','createdAt':'2026-01-01T00:00:00Z','rating':'yes'}",
                "{'product':'le-chat','createdAt':'2026-01-01T00:00:00Z'}},'context':{'asOf':'2126-01-01T00:00:00Z'",
                "{'product':'le-chat','createdAt':'2026-01-01T00:00:00Z'}},'context':{'asOf':'yesterday'"
            })
    void failsWithoutWhatADecisionDependsOn(String properties) {
        var invalid = evaluation("input-output", properties);

        var detail = problem(evaluate(invalid), 400, "invalid-request");
        var answer =
                evaluateMany("{'evaluations':[%s,%s]}".formatted(invalid, evaluation("input-output", properties(""))));

        assertThat(answer.jsonPath().getList("evaluations.decision")).containsExactly(false, true);
        assertThat(answer.<String>path("evaluations[0].context.error.message").replaceFirst("now, .*", "now"))
                .isEqualTo(detail.replaceFirst("now, .*", "now"));
    }

    @Test
    void evaluatesAThousandAndNoMore() {
        problem(evaluateMany(many(1_001)), 400, "invalid-request");
        assertThat(evaluateMany(many(1_000)).jsonPath().getList("evaluations.decision"))
                .hasSize(1_000)
                .containsOnly(true);
    }

    private String many(int count) {
        return evaluation("input-output", properties(""))
                .replaceFirst(
                        "}$",
                        IntStream.range(0, count)
                                .mapToObj(each -> "{}")
                                .collect(Collectors.joining(",", ",'evaluations':[", "]}")));
    }

    @Test
    void respondsWith503BeforeTheInitialImportIsComplete() {
        Tampering.with("update first_load set completed_at = null");
        try {
            var evaluation = evaluation("input-output", properties(""));
            problem(evaluate(evaluation), 503, "first-load-incomplete");
            problem(evaluateMany("{'evaluations':[" + evaluation + "]}"), 503, "first-load-incomplete");
        } finally {
            initialImport.complete();
        }
    }

    @Test
    void followsTheRulesOfTheApiForWhateverTheStandardLeavesOpen() {
        var evaluation = evaluation("input-output", properties(""));

        problem(Api.withoutToken().basePath("").post("/access/v1/evaluation"), 401, "unauthenticated");
        problem(Api.json("billing", evaluation).basePath("").post("/access/v1/evaluation"), 403, "forbidden");
        problem(evaluate(evaluation.replace("}}}", ",'x':'" + "x".repeat(70_000) + "'}}}")), 413, "too-large");
        problem(
                Api.json("pipeline-chat", evaluation)
                        .header("Content-Encoding", "gzip")
                        .basePath("")
                        .post("/access/v1/evaluation"),
                415,
                "unsupported-media-type");
        problem(Api.as("pipeline-chat").basePath("").get("/access/v1/search/subject"), 404, "not-found");
        problem(Api.as("pipeline-chat").basePath("").get("/access/v1/evaluation"), 405, "method-not-allowed");
        assertThat(given().cookie("q_session", "x")
                        .post("/access/v1/evaluation")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void publishesItsEndpoints() {
        var answer = Api.withoutToken().basePath("").get("/.well-known/authzen-configuration");

        var base = "http://localhost:" + RestAssured.port;
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=3600");
        assertThat(answer.jsonPath().getMap(""))
                .containsOnly(
                        Map.entry("policy_decision_point", base),
                        Map.entry("access_evaluation_endpoint", base + "/access/v1/evaluation"),
                        Map.entry("access_evaluations_endpoint", base + "/access/v1/evaluations"));
        problem(Api.withoutToken().basePath("").get("/.well-known/authzen-configuration/tenant1"), 404, "not-found");
    }

    private String evaluation(String kind, String properties) {
        return "{'subject':%s,'action':{'name':'train'},'resource':%s}"
                .formatted(subject(account), resource(kind, properties));
    }

    private static String subject(UUID account) {
        return "{'type':'account','id':'" + account + "'}";
    }

    private static String resource(String kind, String properties) {
        return "{'type':'%s','id':'any','properties':%s}".formatted(kind, properties);
    }

    private String properties(String more) {
        return "{'product':'le-chat','createdAt':'%s'%s}".formatted(now, more);
    }

    private static Response evaluate(String document) {
        return Api.json("pipeline-chat", document).basePath("").post("/access/v1/evaluation");
    }

    private static Response evaluateMany(String document) {
        return Api.json("pipeline-chat", document).basePath("").post("/access/v1/evaluations");
    }
}
