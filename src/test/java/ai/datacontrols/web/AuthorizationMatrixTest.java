package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every role is tried on every route, and on other accounts. */
@QuarkusTest
class AuthorizationMatrixTest {

    private static final List<String> PUBLIC = List.of("/", "/log", "/signed-out", "/q/health/live");
    private static final List<String> PERSONAL =
            List.of("/settings", "/settings/check", "/settings/plans", "/settings/history");
    private static final String OPT_OUT = "/settings/le-chat/opt-out";

    @Inject
    Ledger ledger;

    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    @Test
    void showsPersonalPagesToSignedInPeopleOnly() {
        var who = new TreeMap<String, Supplier<Visitor>>();
        who.put("guest", () -> new Visitor("en"));
        who.put("user", PERSON::visitor);
        for (String role : List.of("support", "auditor", "subscriptions-write", "import")) {
            who.put(role, () -> Visitor.signedIn(Realm.newPersonWithRole(Map.of("le-chat", "free"), role)));
        }
        for (String client : List.of("billing", "importer", "pipeline-chat")) {
            who.put(client, () -> new Visitor("en").with("Authorization", "Bearer " + Token.of(client)));
        }

        who.forEach((name, visitor) -> {
            var signedIn =
                    !List.of("guest", "billing", "importer", "pipeline-chat").contains(name);
            var one = visitor.get();
            PUBLIC.forEach(path -> assertThat(one.get(path).statusCode())
                    .as("%s at %s", name, path)
                    .isEqualTo(200));
            PERSONAL.forEach(path -> assertThat(one.get(path).statusCode())
                    .as("%s at %s", name, path)
                    .isEqualTo(signedIn ? 200 : 302));
            assertThat(one.post(OPT_OUT, Map.of()).statusCode())
                    .as("%s posts without a token", name)
                    .isEqualTo(signedIn ? 303 : 302);
        });
    }

    @ParameterizedTest
    @CsvSource({
        // the role is checked first; a session of the settings pages then leads to the second factor
        "guest,                                 302, 302, 302, 302",
        "a user,                                403, 403, 403, 403",
        "support without a second factor,       303, 303, 403, 403",
        "a client,                              302, 302, 302, 302",
        "a user who signs in there,             403, 403, 403, 403",
        "support with a second factor,          200, 303, 403, 403",
        "auditor with a second factor,          403, 403, 200, 200",
    })
    void servesStaffPagesByRoleAndSecondFactor(String who, int search, int account, int reads, int download) {
        var visitor = atTheStaffPages(who);

        assertThat(visitor.get("/support").statusCode()).isEqualTo(search);
        assertThat(visitor.get("/support/accounts/" + PERSON.id()).statusCode())
                .as("redirects to the form if the reason is missing")
                .isEqualTo(account);
        assertThat(visitor.get("/support/reads").statusCode()).isEqualTo(reads);
        assertThat(visitor.get("/support/reads/download").statusCode()).isEqualTo(download);
        assertThat(visitor.post("/support", Map.of("subject", PERSON.id(), "reason", "ABC-1"))
                        .statusCode())
                .as("a form without a CSRF token")
                .isEqualTo(search == 200 ? 400 : search);
    }

    private Visitor atTheStaffPages(String who) {
        return switch (who) {
            case "guest" -> new Visitor("en");
            case "a user" -> PERSON.visitor();
            case "a client" -> new Visitor("en").with("Authorization", "Bearer " + Token.of("pipeline-chat"));
            case "a user who signs in there" -> {
                var visitor = new Visitor("en");
                visitor.signIn("/support", PERSON.account());
                yield visitor;
            }
            case "support without a second factor" ->
                Visitor.signedIn(Realm.newPersonWithRole(Map.of("le-chat", "free"), "support"));
            default -> {
                var visitor = new Visitor("en");
                var role = who.split(" ")[0];
                visitor.signInAsStaff(role.equals("auditor") ? "/support/reads" : "/support", Realm.newStaff(role));
                yield visitor;
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        // the status for the permitted role: most of these bodies are empty, and the initial import is complete
        "PUT,    /accounts/d47ac000-0000-4000-8000-0000000000ff/subscriptions/le-fax, billing, application/json, 422",
        "DELETE, /accounts/d47ac000-0000-4000-8000-0000000000ff/subscriptions/le-fax, billing, , 422",
        "DELETE, /accounts/PERSON,                  privacy-office, , 200",
        "GET,    /erasures,                         privacy-office, , 200",
        "POST,   /erasures,                         privacy-office, application/x-ndjson, 200",
        "POST,   /accounts/PERSON/record,           access-desk,   application/json, 422",
        "POST,   /subscriptions,                    billing,       application/x-ndjson, 200",
        "POST,   /imports,                          importer,      application/x-ndjson, 409",
        "POST,   /imports/complete,                 importer, , 200",
        "POST,   /decisions,                        pipeline-chat, application/json, 422",
        "POST,   /access/v1/evaluation,             pipeline-chat, application/json, 400",
        "POST,   /access/v1/evaluations,            pipeline-chat, application/json, 400",
        "POST,   /decisions/batch,                  pipeline-chat, application/x-ndjson, 200",
        "GET,    /permissions,                      pipeline-chat, , 200",
        "GET,    /changes,                          pipeline-chat, , 400",
        "POST,   /consumers/pipeline-chat/position, pipeline-chat, application/json, 422",
        "GET,    /me,                               person, , 200"
    })
    void servesEachApiOperationToOneRoleOnly(String method, String address, String may, String type, int status) {
        // one of these requests erases the account
        var person = address.contains("PERSON") ? Realm.newPerson(Map.of("le-chat", "free")) : PERSON.account();
        if (address.contains("PERSON")) {
            Visitor.signedIn(person); // creates the profile
        }
        var path = address.replace("PERSON", person.id());
        var base = path.startsWith("/access/") ? "" : "/api/v1";
        var tokens = new TreeMap<String, String>();
        List.of("billing", "importer", "privacy-office", "access-desk", "pipeline-chat")
                .forEach(client -> tokens.put(client, Token.of(client)));
        tokens.put("person", Token.of(person));

        tokens.forEach((who, token) -> {
            var request = Api.with(token).basePath(base);
            var answer = (type == null ? request : request.contentType(type).body("{}")).request(method, path);
            if (who.equals(may)) {
                assertThat(answer.statusCode())
                        .as("%s, %s", who, answer.asString())
                        .isEqualTo(status);
            } else {
                Api.problem(answer, 403, "forbidden");
            }
        });
        var guest = Api.withoutToken().basePath(base);
        Api.problem((type == null ? guest : guest.contentType(type)).request(method, path), 401, "unauthenticated");
    }

    @Test
    void respondsWith404ToTheReceiptOfAnotherPerson() {
        var owner = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        owner.press("le-chat", Map.of());
        var me = PERSON.visitor();
        for (String path : List.of("/settings/receipts/2", "/settings/receipts/2.json")) {
            assertThat(owner.get(path).statusCode()).as("the owner at %s", path).isEqualTo(200);
            assertThat(me.get(path).statusCode()).as("another at %s", path).isEqualTo(404);
            assertThat(new Visitor("en").get(path).statusCode())
                    .as("guest at %s", path)
                    .isEqualTo(302);
        }
    }

    @Test
    void recordsAChoiceForTheSessionsOwnAccountOnly() {
        var victim = PERSON.account();
        var theirs = PERSON.visitor().get("/settings");
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var me = Visitor.signedIn(person);
        var mine = me.get("/settings");

        var fields = Visitor.fields(theirs, "le-chat", Map.of());
        fields.putAll(Map.of(
                "csrf", Visitor.fields(mine, "le-chat", Map.of()).get("csrf"),
                "sub", victim.id()));
        var answer = me.post(OPT_OUT + "?account=" + victim.id(), fields);

        assertThat(answer.statusCode()).as("another account's form").isEqualTo(409);
        assertThat(isOptedOut(person)).isFalse();
        assertThat(isOptedOut(victim)).isFalse();
        for (String path : List.of(
                "/settings?account=" + victim.id(),
                "/settings?recorded=1&product=le-chat",
                "/settings/check?account=%s&product=le-chat&data=input-output&created=2026-01-01T00:00"
                        .formatted(victim.id()),
                "/settings/history?account=" + victim.id() + "&sub=" + victim.id())) {
            assertThat(Visitor.html(me.get(path)).select("main").text())
                    .as(path)
                    .doesNotContain(victim.username())
                    .doesNotContain(victim.id());
        }
    }

    @Test
    void rejectsAPlantedCsrfPairFromAnotherOrigin() {
        var me = PERSON.visitor();
        var attacker = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        var planted = Visitor.fields(attacker.get("/settings"), "le-chat", Map.of());

        // the planted pair passes the double-submit check, so the Origin check must reject it
        var answer = me.copy()
                .with("Origin", "https://evil.example")
                .withCookie("__Host-csrf", planted.get("csrf"))
                .post(OPT_OUT, planted);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(isOptedOut(PERSON.account())).isFalse();
    }

    @Test
    void ignoresUnknownValuesInAddressesAndForms() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var me = Visitor.signedIn(person);
        assertThat(me.get("/settings?product=le-fax&from=nobody&recorded=x&language=tlh")
                        .statusCode())
                .isEqualTo(200);
        assertThat(me.get("/settings/check?product=%3Cb%3E&data=x&created=yesterday&rating=maybe&from=nobody")
                        .statusCode())
                .isEqualTo(200);
        assertThat(me.get("/settings/check?created=%00").statusCode()).isEqualTo(400);
        assertThat(me.get("/settings/history?before=-1&from=%3Cb%3E").statusCode())
                .isEqualTo(200);
        assertThat(me.get("/settings/history?before=" + "9".repeat(40)).statusCode())
                .isEqualTo(200);
        assertThat(me.press("le-chat", Map.of("policyVersion", "no-such", "planEntry", "x", "requestId", "y"))
                        .statusCode())
                .as("an opt-out is accepted with any other fields")
                .isEqualTo(303);
        assertThat(me.press("le-chat", Map.of("policyVersion", "no-such")).statusCode())
                .as("an opt-in is rejected")
                .isEqualTo(409);
        assertThat(isOptedOut(person)).isTrue();
    }

    private boolean isOptedOut(Account account) {
        return ledger.state(UUID.fromString(account.id()))
                .consentState("le-chat")
                .isOptedOut();
    }
}
