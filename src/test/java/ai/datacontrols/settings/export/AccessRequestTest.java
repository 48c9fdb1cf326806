package ai.datacontrols.settings.export;

import static ai.datacontrols.parts.Api.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.documents.Schemas;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.verification.ChainVerifier;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator downloads the data export of a person who can't sign in; the person's history shows the access. */
@QuarkusTest
class AccessRequestTest {

    private static final String REASON = "access request 2026-17, by letter";

    /** Staff never access this account. */
    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    @Inject
    ChainVerifier verifier;

    @Inject
    AccessLog accessLog;

    @Test
    void theOperatorDownloadsTheSameFileAsThePerson() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());

        var theirs = ask(person.id(), REASON);
        var own = visitor.get("/settings/record.json");

        assertThat(theirs.statusCode()).as(theirs.asString()).isEqualTo(200);
        assertThat(theirs.header("Cache-Control")).isEqualTo("no-store");
        var mayDiffer = List.of("asOf");
        var expected = own.jsonPath().<String, Object>getMap("");
        var found = theirs.jsonPath().<String, Object>getMap("");
        mayDiffer.forEach(name -> {
            expected.remove(name);
            found.remove(name);
        });
        assertThat(found).isEqualTo(expected);
        assertThat(Schemas.faults(given().get("/schemas/record-2.json").asString(), theirs.asString()))
                .isEmpty();
    }

    @Test
    void theHistoryShowsTheAccessAndItsReason() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);

        var answer = ask(person.id(), "  " + REASON + "\n");

        assertThat(answer.<List<String>>path("looks.reason"))
                .as("includes this access")
                .containsExactly(REASON);
        assertThat(Visitor.html(visitor.get("/settings/history")).text()).contains(REASON);
        assertThat(accessLog.ofAccount(UUID.fromString(person.id()), Instant.now(), 10))
                .hasSize(1)
                .allSatisfy(view ->
                        assertThat(verifier.verifyAccessLog(view.staff())).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'reason': null}",
                "{'reason': 'because'}",
                "{'reason': ' \\n a \\t b \\n c  '}",
                "{'reason': '........'}",
                "{'reason': '\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B'}"
            })
    void respondsWith422AndRecordsNothingWithoutAReason(String request) {
        var visitor = PERSON.visitor();

        problem(Api.json("access-desk", request).post("/accounts/{account}/record", PERSON.id()), 422, "invalid-value");

        assertThat(visitor.get("/settings/record.json").<List<Object>>path("looks"))
                .isEmpty();
    }

    @Test
    void respondsWith404ForAnUnknownAccount() {
        problem(ask(UUID.randomUUID().toString(), REASON), 404, "not-found");
    }

    @Test
    void theExportOfAnErasedAccountContainsTheHistoryOnly() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        Visitor.signedIn(person);
        Api.as("privacy-office").delete("/accounts/" + person.id());

        var answer = ask(person.id(), REASON);

        assertThat(answer.<Object>path("profile")).isNull();
        assertThat(answer.<List<String>>path("entries.kind")).containsExactly("PLAN_STARTED", "ACCOUNT_ERASED");
    }

    private static Response ask(String account, String reason) {
        return Api.json("access-desk", "{'reason': '" + reason.replace("\n", "\\n") + "'}")
                .post("/accounts/{account}/record", account);
    }
}
