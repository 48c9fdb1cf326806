package ai.datacontrols.operations;

import static ai.datacontrols.parts.Api.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.SupportAccess;
import ai.datacontrols.documents.Schemas;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.verification.ChainVerifier;
import ai.datacontrols.web.Visitor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An erasure removes the personal data and keeps the history. */
@QuarkusTest
class ErasureTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    @Inject
    Ledger ledger;

    @Inject
    AccessLog accessLog;

    @Inject
    ChainVerifier verifier;

    private final UUID staff = UUID.randomUUID();
    private Account person;
    private UUID account;
    private Visitor visitor;

    @BeforeEach
    void signIn() {
        person = Realm.newPerson(Map.of("le-chat", "free", "la-plateforme", "experiment"));
        account = UUID.fromString(person.id());
        visitor = Visitor.signedIn(person);
        visitor.get("/settings");
    }

    @Test
    void thePersonIsErasedAndTheChainStaysIntact() {
        var email = QuarkusTransaction.requiringNew().call(() -> profile().email);
        accessLog.record(SupportAccess.search(staff, "ABC-1", email.toUpperCase()), 60);
        accessLog.record(SupportAccess.search(staff, "ABC-2", "somebody-else@example.org"), 60);
        accessLog.record(SupportAccess.account(staff, account, null, "about " + email, null), 60);

        var answer = erase();

        assertThat(answer).containsEntry("account", person.id()).containsKey("erasedAt");
        assertThat(QuarkusTransaction.requiringNew().call(this::profile)).isNull();
        assertThat(accessLog.recent(staff, 1, AN_HOUR).orElseThrow().reason()).isNull();
        assertThat(accessLog.recent(staff, 2, AN_HOUR).orElseThrow().reason()).isEqualTo("ABC-2");
        assertThat(accessLog.recent(staff, 3, AN_HOUR).orElseThrow().reason()).isNull();
        assertThat(verifier.verifyAccessLog(staff)).isEmpty();
        assertThat(verifier.verify(account)).isEmpty();
        assertThat(Recorded.history(ledger, account).events()).hasSize(3);
        assertThat(erase()).as("repeated").isEqualTo(answer);
        assertThat(Recorded.history(ledger, account).events()).hasSize(3);
    }

    @Test
    void everySessionOfThePersonHasEnded() {
        var copy = visitor.copy();
        var elsewhere = Visitor.signedIn(person);
        var other = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));

        erase();

        for (var browser : List.of(visitor, copy, elsewhere)) {
            assertThat(browser.get("/settings").statusCode()).isEqualTo(302);
        }
        assertThat(other.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void endsUseAndPublishesItInTheFeed() {
        String position = Api.as("pipeline-chat")
                .get("/permissions")
                .asString()
                .lines()
                .findFirst()
                .map(line -> JsonPath.from(line).getString("position"))
                .orElseThrow();

        erase();

        assertThat(Api.as("pipeline-chat")
                        .contentType("application/json")
                        .body("""
                                {"account": "%s", "product": "le-chat", "data": "input-output",
                                 "createdAt": "2026-01-01T00:00:00Z"}""".formatted(account))
                        .post("/decisions")
                        .<String>path("reason"))
                .isEqualTo("ACCOUNT_ERASED");
        assertThat(Api.as("pipeline-chat")
                        .queryParam("after", position)
                        .get("/changes")
                        .jsonPath()
                        .getList("changes.findAll { it.account == '%s' && it.usableSince == null }.product"
                                .formatted(account)))
                .containsExactlyInAnyOrder("le-chat", "la-plateforme");
        var before = ledger.state(account).consentStates();
        assertThat(before.values()).noneMatch(ConsentState::isUsable);
        ledger.rebuild(account);
        assertThat(ledger.state(account).consentStates())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("[^.]*\\.at")
                .isEqualTo(before);
    }

    @Test
    void nothingIsRecordedAfterwards() {
        erase();

        problem(
                Api.as("billing")
                        .contentType("application/json")
                        .body("{\"plan\": \"pro\"}")
                        .put("/accounts/" + account + "/subscriptions/le-chat"),
                409,
                "conflict");
        assertThat(Api.as("billing")
                        .contentType("application/x-ndjson")
                        .body("{\"account\": \"" + account + "\", \"product\": \"le-chat\", \"plan\": \"pro\"}")
                        .post("/subscriptions")
                        .asString())
                .contains("urn:data-controls:problem:conflict");
        // a person who wasn't deleted at the identity provider can still sign in, but nothing is stored
        assertThat(Visitor.signedIn(person).get("/settings").statusCode()).isEqualTo(200);
        assertThat(visitor.signInAgain("/settings/history").statusCode()).isEqualTo(200);
        assertThat(QuarkusTransaction.requiringNew().call(this::profile)).isNull();
        assertThat(Recorded.history(ledger, account).events()).hasSize(3);
    }

    @Test
    void theErasureIsAttributedToTheRequestingClient() {
        erase();

        assertThat(Visitor.html(visitor.signInAgain("/settings/history"))
                        .select("#entry-3")
                        .text())
                .contains("The account was erased.")
                .contains("Carried out by the operator")
                .contains("asked for by privacy-office")
                .doesNotContain("billing");
        var record = visitor.get("/settings/record.json");
        assertThat(record.<String>path("entries[2].actor")).isEqualTo("OPERATOR");
        assertThat(record.<String>path("entries[2].requestedBy")).isEqualTo("privacy-office");
        assertThat(record.<Boolean>path("whole")).isTrue();
        assertThat(Schemas.faults(given().get("/schemas/record-2.json").asString(), record.asString()))
                .isEmpty();
        var support = Visitor.staff(Realm.newStaff("support"), "/support");
        assertThat(Visitor.html(support.follow(support.search("/support", person.id(), "ABC-1")))
                        .select("#entry-3")
                        .text())
                .contains("the operator, API")
                .contains("asked for by privacy-office");
    }

    @Test
    void reasonsOfStaffAboutAnErasedAccountAreNotStored() {
        erase();
        var member = Realm.newStaff("support");
        var support = Visitor.staff(member, "/support");

        var page = support.follow(support.search("/support", person.id(), "Maria Alt called"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(Visitor.html(page).select("#entry-3")).hasSize(1);
        for (var look = 1; look <= 2; look++) {
            assertThat(written(member, look)).containsOnlyNulls();
        }
        assertThat(verifier.verifyAccessLog(UUID.fromString(member.id()))).isEmpty();
    }

    @Test
    void aSearchByAFormerAddressIsErasedWithTheAccount() {
        var member = Realm.newStaff("support");
        var former = person.username() + "@example.org";
        Visitor.staff(member, "/support").search("/support", former, "Maria Alt called");
        Realm.setEmail(person, "new-" + former);
        Visitor.signedIn(person);
        assertThat(QuarkusTransaction.requiringNew().call(() -> profile().email))
                .isEqualTo("new-" + former);
        assertThat(written(member, 1)).containsExactly("Maria Alt called", former);

        erase();

        assertThat(written(member, 1)).containsOnlyNulls();
        assertThat(verifier.verifyAccessLog(UUID.fromString(member.id()))).isEmpty();
    }

    @Test
    void theNamesOfAnErasedStaffMemberAreErasedToo() {
        accessLog.record(
                SupportAccess.account(account, UUID.randomUUID(), null, "ABC-1", null)
                        .by("Sam Staff"),
                60);
        assertThat(accessLog.recent(account, 1, AN_HOUR).orElseThrow().staffName())
                .isEqualTo("Sam Staff");

        erase();

        var access = accessLog.recent(account, 1, AN_HOUR).orElseThrow();
        assertThat(access.staffName()).isNull();
        assertThat(access.reason()).isEqualTo("ABC-1");
        assertThat(verifier.verifyAccessLog(account)).isEmpty();
    }

    @Test
    void respondsWith404ForAnUnknownAccount() {
        problem(Api.as("privacy-office").delete("/accounts/" + UUID.randomUUID()), 404, "not-found");
    }

    /** Returns the reason of an access and the search term. */
    private List<String> written(Account member, long look) {
        var recorded =
                accessLog.recent(UUID.fromString(member.id()), look, AN_HOUR).orElseThrow();
        return Arrays.asList(recorded.reason(), recorded.subject());
    }

    private AccountProfile profile() {
        return AccountProfile.findById(account);
    }

    private Map<String, Object> erase() {
        var answer = Api.as("privacy-office").delete("/accounts/" + account);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath().getMap("");
    }
}
