package ai.datacontrols.subscriptions;

import static ai.datacontrols.parts.Api.problem;
import static io.restassured.path.json.JsonPath.from;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.parts.Api;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.verification.ChainVerifier;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plan reports of billing, each effective from its recording. */
@QuarkusTest
class SubscriptionsTest {

    @Inject
    Ledger ledger;

    @Inject
    ChainVerifier verifier;

    private final UUID account = UUID.randomUUID();

    @Test
    void aPlanIsEffectiveFromItsRecordingAndKeepsItsStart() {
        var before = Instant.now();

        var answer = put("le-chat", "{'plan':'pro','startedAt':'2026-01-31T12:00:00+01:00'}");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getMap(""))
                .containsEntry("account", account.toString())
                .containsEntry("product", "le-chat")
                .containsEntry("plan", "pro")
                .containsEntry("changed", true)
                .doesNotContainKey("ref");
        assertThat(Instant.parse(answer.path("since"))).isAfterOrEqualTo(before.minusSeconds(1));
        var entry = entries().get(0);
        assertThat(entry.actor).isEqualTo(Actor.BILLING);
        assertThat(entry.channel).isEqualTo(Channel.API);
        assertThat(entry.happenedAt).isEqualTo(Instant.parse(answer.path("since")));
        assertThat(entry.startedAt).isEqualTo("2026-01-31T11:00:00Z");
        assertThat(verifier.verify(account)).isEmpty();
    }

    @Test
    void repeatingAReportChangesNothing() {
        var first = put("le-chat", "{'plan':'pro','startedAt':'2026-02-01T00:00:00Z','revision':3}");

        for (var again : List.of(
                put("le-chat", "{'plan':'pro','startedAt':'2026-02-01T01:00:00+01:00','revision':3}"),
                put("le-chat", "{'plan':'pro','startedAt':'2026-02-01T00:00:00Z'}"),
                put("le-chat", "{'plan':'pro','revision':3}"),
                put("le-chat", "{'plan':'pro'}"))) {
            unchanged(again, "pro", "ALREADY_KNOWN");
            assertThat(again.<String>path("since")).isEqualTo(first.path("since"));
        }
        assertThat(entries()).hasSize(1);
    }

    @Test
    void aLateRetryOfAnOlderPlanChangesNothing() {
        put("le-chat", "{'plan':'free','startedAt':'2026-03-01T08:00:00Z'}");
        put("le-chat", "{'plan':'team','startedAt':'2026-03-01T10:00:00Z'}");

        var late = put("le-chat", "{'plan':'free','startedAt':'2026-03-01T08:00:00Z'}");

        unchanged(late, "team", "STALE");
        assertThat(decision().<Boolean>path("permitted")).isFalse();
        assertThat(decision().<String>path("reason")).isEqualTo("PLAN_EXCLUDED");
        assertThat(entries()).hasSize(2);
        assertThat(verifier.verify(account)).isEmpty();
    }

    @Test
    void aPlanThatStartedBeforeTheEndOfTheLastOneChangesNothing() {
        put("le-chat", "{'plan':'pro','startedAt':'2026-03-01T08:00:00Z'}");
        var ended = end("endedAt=2026-03-01T12:00:00Z");

        assertThat(ended.<Boolean>path("changed")).as(ended.asString()).isTrue();
        unchanged(put("le-chat", "{'plan':'free','startedAt':'2026-03-01T10:00:00Z'}"), null, "STALE");
        unchanged(end("endedAt=2026-03-01T13:00:00+01:00"), null, "ALREADY_KNOWN");
        changed(put("le-chat", "{'plan':'free','startedAt':'2026-03-01T12:00:01Z'}"), "free");
        unchanged(end("endedAt=2026-03-01T12:00:00Z"), "free", "STALE");
        assertThat(entries()).extracting(entry -> entry.endedAt).contains(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(verifier.verify(account)).isEmpty();
    }

    @Test
    void anEndThatArrivesBeforeItsPlanIsRecorded() {
        changed(end("endedAt=2026-03-01T12:00:00Z"), null);

        unchanged(put("le-chat", "{'plan':'free','startedAt':'2026-03-01T10:00:00Z'}"), null, "STALE");
    }

    @Test
    void revisionsOrderReportsOfTheSameStart() {
        put("le-chat", "{'plan':'team','startedAt':'2026-03-01T08:00:00Z','revision':2}");

        unchanged(put("le-chat", "{'plan':'free','startedAt':'2026-03-01T08:00:00Z','revision':1}"), "team", "STALE");
        changed(put("le-chat", "{'plan':'free','startedAt':'2026-03-01T08:00:00Z','revision':3}"), "free");
        unchanged(end("endedAt=2026-03-01T08:00:00Z&revision=2"), "free", "STALE");
        changed(end("endedAt=2026-03-01T08:00:00Z&revision=4"), null);
        assertThat(entries()).extracting(entry -> entry.revision).containsExactly(2L, 3L, 4L);
    }

    @Test
    void theSameStartWithoutRevisionKeepsThePlanWithLessUse() {
        put("le-chat", "{'plan':'free','startedAt':'2026-03-01T08:00:00Z'}");

        changed(put("le-chat", "{'plan':'team','startedAt':'2026-03-01T08:00:00Z'}"), "team");
        unchanged(put("le-chat", "{'plan':'free','startedAt':'2026-03-01T08:00:00Z'}"), "team", "AMBIGUOUS");
    }

    @Test
    void aCorrectedStartOfTheSamePlanIsRecorded() {
        put("le-chat", "{'plan':'pro','startedAt':'2026-03-01T08:00:00Z'}");

        changed(put("le-chat", "{'plan':'pro','startedAt':'2026-03-02T08:00:00Z'}"), "pro");
        changed(put("le-chat", "{'plan':'pro','startedAt':'2026-02-01T08:00:00Z'}"), "pro");

        assertThat(entries())
                .extracting(entry -> entry.startedAt.toString())
                .containsExactly("2026-03-01T08:00:00Z", "2026-03-02T08:00:00Z", "2026-02-01T08:00:00Z");
        assertThat(ledger.state(account).consentState("le-chat").usableSince())
                .isEqualTo(entries().get(0).happenedAt);
    }

    @Test
    void aReportWithoutAStartIsEffectiveNow() {
        put("le-chat", "{'plan':'free','startedAt':'2026-03-01T08:00:00Z'}");

        changed(put("le-chat", "{'plan':'team'}"), "team");
        unchanged(put("le-chat", "{'plan':'pro','startedAt':'2026-03-02T08:00:00Z'}"), "team", "AMBIGUOUS");
        changed(put("le-chat", "{'plan':'pro'}"), "pro");
        changed(put("le-chat", "{'plan':'enterprise','startedAt':'2026-03-02T08:00:00Z'}"), "enterprise");
    }

    @Test
    void anotherPlanReplacesItWithoutAffectingTheOtherProduct() {
        put("le-chat", "{'plan':'free'}");
        put("la-plateforme", "{'plan':'experiment'}");

        put("le-chat", "{'plan':'team'}");

        var state = ledger.state(account);
        assertThat(state.consentState("le-chat").plan()).isEqualTo("team");
        assertThat(state.consentState("le-chat").isUsable()).isFalse();
        assertThat(state.consentState("la-plateforme").isUsable()).isTrue();
    }

    @Test
    void aPlanEndsOnce() {
        put("le-chat", "{'plan':'free'}");

        var ended = Api.as("billing").delete("/accounts/{account}/subscriptions/le-chat", account);
        var again = Api.as("billing").delete("/accounts/{account}/subscriptions/le-chat", account);

        assertThat(ended.<Boolean>path("changed")).isTrue();
        assertThat(ended.<String>path("plan")).isNull();
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.<Boolean>path("changed")).isFalse();
        assertThat(entries()).hasSize(2);
        assertThat(ledger.state(account).consentState("le-chat").isUsable()).isFalse();
    }

    @Test
    void endingAPlanWithoutOneChangesNothing() {
        var answer = Api.as("billing").delete("/accounts/{account}/subscriptions/le-chat", account);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("since")).isNull();
        assertThat(entries()).isEmpty();
        assertThat(Recorded.history(ledger, account).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "le-fax  | {'plan':'free'}                                       | unknown-product",
                "le-chat | {'plan':'gold'}                                       | unknown-plan",
                "le-chat | {'plan':'experiment'}                                 | unknown-plan",
                "le-chat | {'plan':'free','startedAt':'2126-01-01T00:00:00Z'}    | invalid-value",
                "le-chat | {'plan':'free','startedAt':'1926-01-01T00:00:00Z'}    | invalid-value",
                "le-chat | {'plan':null}                                         | invalid-value",
                "le-chat | {}                                                    | invalid-value",
                "le-chat | {'plan':'free','revision':-1}                         | invalid-value",
                "le-chat | {'plan':'free','revision':9007199254740992}           | invalid-value",
                "le-chat | ''                                                    | invalid-value",
            })
    void rejectsImpossibleReports(String product, String subscription, String type) {
        problem(put(product, subscription), 422, type);
        assertThat(entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'plan':'free','startedAt':'2026-01-01T00:00:00'} | the field 'startedAt' is no instant with a zone",
                "{'plan':'free','startedAt':'2026-01-01'}          | the field 'startedAt' is no instant with a zone",
                "{'plan':'free','startedAt':1767225600}            | the field 'startedAt' is no instant with a zone",
                "{'plan':1}                                        | the field 'plan' can't be read",
                "{'plan':'free','plan':'team'}                     | this is not JSON at line 1",
                "{'plan':'free'} {'plan':'team'}                   | this is not JSON",
                "{'plan':'free','price':3}                         | unknown field 'price'",
                "['free']                                          | this is not JSON",
            })
    void respondsWith400ToAnAmbiguousOrMalformedDocument(String subscription, String words) {
        assertThat(problem(put("le-chat", subscription), 400, "invalid-request"))
                .contains(words);
        assertThat(entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "endedAt=2126-01-01T00:00:00Z",
        "endedAt=1926-01-01T00:00:00Z",
        "endedAt=2026-01-01",
        "revision=-1",
        "revision=1.0",
        "revision=9007199254740992"
    })
    void respondsWith422ToAnImpossibleEnd(String query) {
        put("le-chat", "{'plan':'free'}");
        problem(end(query), 422, "invalid-value");
        assertThat(entries()).hasSize(1);
    }

    @Test
    void anAccountIsAUuid() {
        problem(Api.json("billing", "{'plan':'free'}").put("/accounts/fred/subscriptions/le-chat"), 404, "not-found");
        problem(
                Api.json("billing", "{'plan':'free'}").put("/accounts/1-1-1-1-1/subscriptions/le-chat"),
                404,
                "not-found");
    }

    @Test
    void reconcilesReportsLineByLine() {
        var other = UUID.randomUUID();
        put("le-chat", "{'plan':'free'}");
        var lines = Api.lines(Api.lines(
                        "billing",
                        "{'ref':1,'account':'%s','product':'le-chat','plan':'free'}".formatted(account),
                        "{'ref':2,'account':'%s','product':'le-chat','plan':'pro','startedAt':'2026-01-01T00:00:00Z'}"
                                .formatted(other),
                        "nonsense",
                        "{'ref':'four','account':'%s','product':'le-chat','plan':'gold'}".formatted(other),
                        "{'ref':5,'account':'x','product':'le-chat','plan':'pro'}",
                        "{'ref':6,'account':'%s','product':'le-chat'}".formatted(other),
                        "{'ref':7,'account':'%s','product':'le-chat','ended':true}".formatted(other),
                        "{'ref':8,'account':'%s','product':'le-chat','ended':true}".formatted(other),
                        "")
                .post("/subscriptions"));

        assertThat(lines).hasSize(9);
        assertThat(from(lines.get(0)).getMap("")).containsEntry("ref", 1).containsEntry("changed", false);
        assertThat(from(lines.get(1)).getMap("")).containsEntry("ref", 2).containsEntry("changed", true);
        assertThat(from(lines.get(2)).getString("problem.type")).endsWith(":invalid-request");
        assertThat(from(lines.get(3)).getString("ref")).isEqualTo("four");
        assertThat(from(lines.get(3)).getString("problem.type")).endsWith(":unknown-plan");
        assertThat(from(lines.get(4)).getMap("")).containsEntry("ref", 5);
        assertThat(from(lines.get(4)).getString("problem.detail")).contains("'account'");
        assertThat(from(lines.get(5)).getString("problem.type")).endsWith(":invalid-value");
        assertThat(from(lines.get(6)).getMap("")).containsEntry("changed", true).containsEntry("plan", null);
        assertThat(from(lines.get(7)).getMap("")).containsEntry("changed", false);
        assertThat(from(lines.get(8)).getString("problem.detail")).contains("empty");
        assertThat(entries()).hasSize(1);
        assertThat(Recorded.history(ledger, other).events()).hasSize(2);
    }

    @Test
    void reportsStaleLinesWithTheirReason() {
        put("le-chat", "{'plan':'team','startedAt':'2026-03-01T10:00:00Z'}");
        var lines = Api.lines(Api.lines(
                        "billing",
                        line("'ref':1,'plan':'free','startedAt':'2026-03-01T08:00:00Z'"),
                        line("'ref':2,'plan':'free','startedAt':'2026-03-01T10:00:00Z'"),
                        line("'ref':3,'ended':true,'endedAt':'2026-03-01T09:00:00Z'"),
                        line("'ref':4,'plan':'pro','startedAt':'2026-03-02T10:00:00Z','revision':7"),
                        line("'ref':5,'plan':'team','startedAt':'2026-03-01T10:00:00Z'"),
                        line("'ref':6,'ended':true,'startedAt':'2026-03-03T10:00:00Z'"),
                        line("'ref':7,'plan':'free','endedAt':'2026-03-03T10:00:00Z'"),
                        line("'ref':8,'ended':true,'endedAt':'2026-03-03T10:00:00Z'"))
                .post("/subscriptions"));

        assertThat(lines.stream().map(line -> from(line).getString("reason")))
                .containsExactly("STALE", "AMBIGUOUS", "STALE", null, "STALE", null, null, null);
        assertThat(lines.stream().map(line -> from(line).getString("plan")))
                .containsExactly("team", "team", "team", "pro", "pro", null, null, null);
        assertThat(from(lines.get(5)).getString("problem.type")).endsWith(":invalid-value");
        assertThat(from(lines.get(6)).getString("problem.type")).endsWith(":invalid-value");
        assertThat(from(lines.get(7)).getBoolean("changed")).isTrue();
        assertThat(entries()).hasSize(3);
    }

    private String line(String fields) {
        return "{'account':'%s','product':'le-chat',%s}".formatted(account, fields);
    }

    private Response end(String query) {
        return Api.as("billing").delete("/accounts/" + account + "/subscriptions/le-chat?" + query);
    }

    private Response decision() {
        return Api.json(
                        "pipeline-chat",
                        "{'account':'%s','product':'le-chat','data':'input-output','createdAt':'%s'}"
                                .formatted(account, Instant.now()))
                .post("/decisions");
    }

    private static void changed(Response answer, String plan) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getMap(""))
                .containsEntry("changed", true)
                .containsEntry("plan", plan)
                .doesNotContainKey("reason");
    }

    private static void unchanged(Response answer, String plan, String reason) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getMap(""))
                .containsEntry("changed", false)
                .containsEntry("plan", plan)
                .containsEntry("reason", reason);
    }

    private Response put(String product, String subscription) {
        return Api.json("billing", subscription).put("/accounts/{account}/subscriptions/{product}", account, product);
    }

    private List<LedgerEntry> entries() {
        return Recorded.entries(ledger, account);
    }
}
