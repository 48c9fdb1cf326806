package ai.datacontrols.operations;

import static ai.datacontrols.parts.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.verification.ChainVerifier;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of erasures is stored outside the database, and its accounts are erased again after a restore. */
@QuarkusTest
class ErasureListTest {

    private static final String ERASED_AT = "2026-01-31T12:00:00.123456Z";

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    ChainVerifier verifier;

    private final UUID account = UUID.randomUUID();

    @Test
    void theResponseToAnErasureIsALineOfTheList() {
        planRecorder.syncFromToken(account, "le-chat", "free", Instant.now());
        var answer = Api.as("privacy-office").delete("/accounts/" + account);

        assertThat(list("?since=" + answer.path("erasedAt"))).contains(answer.asString());
        assertThat(repeat(answer.asString()))
                .singleElement()
                .asString()
                .contains("\"outcome\":\"ALREADY_ERASED\"")
                .contains(answer.<String>path("erasedAt"));
    }

    @Test
    void theListIsInTheOrderOfErasuresAndStartsAtSince() {
        // more than a page, which has a thousand
        var started = Stream.generate(UUID::randomUUID).limit(1_005).toList();
        repeat(started.stream().map(ErasureListTest::line).toArray(String[]::new));
        var first = ledger.state(started.get(0)).erasedAt();

        var all = list("");
        var since = list("?since=" + first);

        assertThat(all).doesNotHaveDuplicates().endsWith(since.toArray(String[]::new));
        assertThat(since).hasSizeGreaterThanOrEqualTo(1_005);
        assertThat(since.get(0)).contains(started.get(0).toString());
        assertThat(since.stream().map(line -> Instant.parse(JsonPath.from(line).getString("erasedAt"))))
                .isSorted();
    }

    @Test
    void anErasureIsRepeatedOnceAndNamesItsSource() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        var id = UUID.fromString(person.id());

        var first = repeat(line(id));
        var again = repeat(line(id));

        assertThat(first).singleElement().asString().contains("\"outcome\":\"REPEATED\"");
        assertThat(again).singleElement().asString().contains("\"outcome\":\"ALREADY_ERASED\"");
        var entries = Recorded.entries(ledger, id);
        assertThat(entries).hasSize(2);
        LedgerEntry erasure = entries.get(1);
        assertThat(erasure.requestedBy).isEqualTo("privacy-office");
        assertThat(erasure.evidence).isEqualTo("list of erasures, erased at " + ERASED_AT);
        assertThat(verifier.verify(id)).isEmpty();
        assertThat(visitor.get("/settings").statusCode())
                .as("its session has ended")
                .isEqualTo(302);
        assertThat(visitor.signInAgain("/settings/record.json").<Object>path("profile"))
                .isNull();
        assertThat(Visitor.html(visitor.get("/settings/history"))
                        .select("#entry-2")
                        .text())
                .contains("asked for by privacy-office")
                .contains("repeated from the list of erasures");
    }

    @Test
    void anUnknownAccountStaysErased() {
        repeat(line(account));

        problem(
                Api.json("billing", "{'plan': 'free'}").put("/accounts/" + account + "/subscriptions/le-chat"),
                409,
                "conflict");
        planRecorder.syncFromToken(account, "le-chat", "free", Instant.now());
        assertThat(Recorded.history(ledger, account).events()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'account': 'ACCOUNT'}",
                "{'erasedAt': '2026-01-31T12:00:00Z'}",
                "{'account': 'ACCOUNT', 'erasedAt': '2126-01-31T12:00:00Z'}",
                "{'account': 'ACCOUNT', 'erasedAt': 'yesterday'}"
            })
    void anInvalidLineIsRejectedAndTheNextOnesAreProcessed(String line) {
        var other = UUID.randomUUID();

        var answers = repeat(line.replace('\'', '"').replace("ACCOUNT", account.toString()), line(other));

        assertThat(answers.get(0)).contains("\"problem\"");
        assertThat(answers.get(1)).contains("\"outcome\":\"REPEATED\"");
        assertThat(Recorded.history(ledger, account).events().isEmpty()).isTrue();
    }

    @Test
    void respondsWith422ToAnInvalidSince() {
        problem(Api.as("privacy-office").get("/erasures?since=yesterday"), 422, "invalid-value");
    }

    private static String line(UUID account) {
        return "{\"account\":\"%s\",\"erasedAt\":\"%s\"}".formatted(account, ERASED_AT);
    }

    private static List<String> repeat(String... lines) {
        return Api.lines(Api.lines("privacy-office", lines).post("/erasures"));
    }

    private static List<String> list(String query) {
        return Api.lines(Api.as("privacy-office").get("/erasures" + query));
    }
}
