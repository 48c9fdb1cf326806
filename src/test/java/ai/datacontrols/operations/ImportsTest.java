package ai.datacontrols.operations;

import static ai.datacontrols.parts.Api.problem;
import static io.restassured.path.json.JsonPath.from;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Existing accounts and their opt-outs are imported before the first decision, and never afterwards. */
@QuarkusTest
class ImportsTest {

    @Inject
    InitialImport initialImport;

    @Inject
    Ledger ledger;

    private final UUID account = UUID.randomUUID();

    @BeforeEach
    void open() {
        Tampering.with("update first_load set completed_at = null");
    }

    @AfterEach
    void close() {
        initialImport.complete();
    }

    @Test
    void plansAndOptOutsAreImportedWithTheirOriginalInstants() {
        var line =
                "{'ref':'r1','account':'%s','product':'le-chat','plan':'pro','since':'2025-01-01T00:00:00Z','choices':[{'choice':'OPTED_OUT','at':'2025-02-01T00:00:00Z'}],'evidence':'mail of 1 February 2025'}"
                        .formatted(account);

        var first = Api.lines(Api.lines("importer", line).post("/imports"));
        var again = Api.lines(Api.lines("importer", line).post("/imports"));

        assertThat(from(first.get(0)).getMap(""))
                .containsEntry("ref", "r1")
                .containsEntry("account", account.toString())
                .containsEntry("outcome", "LOADED");
        assertThat(from(again.get(0)).getMap("")).containsEntry("outcome", "ALREADY_KNOWN");
        var consentState = ledger.state(account).consentState("le-chat");
        assertThat(consentState.isOptedOut()).isTrue();
        assertThat(consentState.choiceEntry().at()).isEqualTo("2025-02-01T00:00:00Z");
    }

    @Test
    void respondsWithAProblemInPlaceOfAnInvalidLine() {
        var lines = Api.lines(Api.lines(
                        "importer",
                        "{'ref':1,'account':'%s','product':'le-chat'}".formatted(account),
                        "{'ref':2,'account':'%s','product':'le-chat','plan':'gold','since':'2025-01-01T00:00:00Z'}"
                                .formatted(account),
                        "{'ref':3,'account':'%s','product':'le-chat','plan':'pro','since':'2125-01-01T00:00:00Z'}"
                                .formatted(account),
                        "{'ref':4,'account':'%s','product':'le-chat','choices':[{'choice':'MAYBE','at':'2025-01-01T00:00:00Z'}]}"
                                .formatted(account),
                        "{'ref':5,'account':'%s','product':'le-chat','choices':[null]}".formatted(account),
                        "{'ref':6,'account':'%s','product':'le-chat','choices':[{'choice':'OPTED_OUT','at':'2025-01-01T00:00:00Z'}]}"
                                .formatted(account))
                .post("/imports"));

        assertThat(from(lines.get(0)).getString("problem.detail")).isEqualTo("neither a plan nor a choice");
        assertThat(from(lines.get(1)).getString("problem.type")).endsWith(":unknown-plan");
        assertThat(from(lines.get(2)).getString("problem.detail")).contains("later than now");
        assertThat(from(lines.get(3)).getString("problem.detail")).contains("'choices.");
        assertThat(from(lines.get(4)).getString("problem.detail")).isEqualTo("a choice needs its instant");
        assertThat(from(lines.get(5)).getMap("")).containsEntry("ref", 6).containsEntry("outcome", "LOADED");
    }

    @Test
    void respondsWith409AfterTheImportIsComplete() {
        var completed = Api.as("importer").post("/imports/complete");
        var again = Api.as("importer").post("/imports/complete");

        assertThat(completed.statusCode()).as(completed.asString()).isEqualTo(200);
        assertThat(Instant.parse(completed.path("completedAt")))
                .isBeforeOrEqualTo(Instant.now().plusSeconds(1));
        assertThat(again.<String>path("completedAt")).isEqualTo(completed.path("completedAt"));
        problem(
                Api.lines(
                                "importer",
                                "{'account':'%s','product':'le-chat','plan':'pro','since':'2025-01-01T00:00:00Z'}"
                                        .formatted(account))
                        .post("/imports"),
                409,
                "conflict");
        assertThat(Recorded.history(ledger, account).isEmpty()).isTrue();
    }

    @Test
    void billingCannotImport() {
        problem(Api.lines("billing", "{}").post("/imports"), 403, "forbidden");
        problem(Api.as("billing").post("/imports/complete"), 403, "forbidden");
        assertThat(initialImport.isComplete()).isFalse();
    }

    @Test
    void theImportIsCompleteFromTheStartIfNoneIsExpected() {
        var declaring = new InitialImportConfig.Empty();

        declaring.declare(null, () -> true, initialImport);
        assertThat(initialImport.isComplete()).isFalse();

        declaring.declare(null, () -> false, initialImport);
        assertThat(initialImport.isComplete()).isTrue();
    }
}
