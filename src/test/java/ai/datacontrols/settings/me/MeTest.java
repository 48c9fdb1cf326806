package ai.datacontrols.settings.me;

import static ai.datacontrols.parts.Api.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Token;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's own state, with their own token, for the chat's menu. */
@QuarkusTest
class MeTest {

    private static final String CHAT = "https://chat.example.com";

    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    @Inject
    PlanRecorder planRecorder;

    @ParameterizedTest
    @CsvSource({"free, ON, usableSince", "team, NEVER, plan", ", UNKNOWN,"})
    void returnsTheStateOfEachPlan(String plan, String training, String since) {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        if (plan != null) {
            planRecorder.report(new SubscriptionReport(UUID.fromString(person.id()), "le-chat", plan, null));
        }
        var me = Api.with(Token.of(person)).get("/me");

        assertThat(me.statusCode()).as(me.asString()).isEqualTo(200);
        assertThat(me.<String>path("account")).isEqualTo(person.id());
        Map<String, Object> chat = me.jsonPath().getMap("products[0]");
        assertThat(chat)
                .containsEntry("product", "le-chat")
                .containsEntry("name", "le Chat")
                .containsEntry("plan", plan)
                .containsEntry("training", training)
                .containsEntry("choice", null);
        assertThat(chat.get("since") == null).isEqualTo(since == null);
        assertThat(me.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void returnsAnOptOutImmediatelyAndALinkToItsCard() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());

        var me = Api.with(Token.of(person)).get("/me");

        assertThat(me.<String>path("products[0].training")).isEqualTo("OFF");
        assertThat(me.<String>path("products[0].choice")).isEqualTo("OPTED_OUT");
        String settings = me.path("products[0].settings");
        assertThat(settings).endsWith("/settings?product=le-chat&from=le-chat");
        var page = Visitor.html(visitor.get(settings));
        assertThat(page.select(".card.arrived").attr("id")).isEqualTo("le-chat");
        assertThat(page.select(".back").attr("href")).isEqualTo(CHAT + "/");
    }

    @Test
    void returnsTheErasureOfTheAccount() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        planRecorder.report(new SubscriptionReport(UUID.fromString(person.id()), "le-chat", "free", null));
        assertThat(Api.with(Token.of(person)).get("/me").<String>path("erasedAt"))
                .isNull();
        String erasedAt =
                Api.as("privacy-office").delete("/accounts/" + person.id()).path("erasedAt");

        var me = Api.with(Token.of(person)).get("/me");

        assertThat(me.statusCode()).as(me.asString()).isEqualTo(200);
        assertThat(me.<String>path("erasedAt")).isEqualTo(erasedAt);
        assertThat(me.<String>path("products[0].training")).isEqualTo("UNKNOWN");
    }

    @Test
    void rejectsTheTokenOfAServiceAccount() {
        problem(Api.as("billing").get("/me"), 403, "forbidden");
        problem(given().get("/api/v1/me"), 401, "unauthenticated");
        problem(Api.with(Token.idTokenOf(PERSON.account())).get("/me"), 401, "unauthenticated");
    }

    @Test
    void allowsTheOriginOfARegisteredClient() {
        var before = given().header("Origin", CHAT)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/api/v1/me");
        assertThat(before.statusCode()).isEqualTo(204);
        assertThat(before.header("Access-Control-Allow-Origin")).isEqualTo(CHAT);
        assertThat(before.header("Access-Control-Allow-Headers")).isEqualToIgnoringCase("authorization");
        assertThat(before.header("Access-Control-Allow-Credentials")).isNull();

        var me = Api.with(Token.of(PERSON.account())).header("Origin", CHAT).get("/me");
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.header("Access-Control-Allow-Origin")).isEqualTo(CHAT);
        assertThat(me.header("Vary")).contains("origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://chat.example.com",
                "https://chat.example.com.evil.example",
                "https://chat.example.com:8443",
                "null"
            })
    void allowsNoOtherOrigin(String origin) {
        assertThat(Api.with(Token.of(PERSON.account())).header("Origin", origin).get("/me"))
                .satisfies(MeTest::allowsNobody);
        assertThat(given().header("Origin", origin)
                        .header("Access-Control-Request-Method", "GET")
                        .options("/api/v1/me"))
                .satisfies(MeTest::allowsNobody);
    }

    @Test
    void allowsNoOriginOnOtherRoutes() {
        for (String path : java.util.List.of("/settings", "/", "/api/v1/decisions", "/api/v1/permissions")) {
            assertThat(given().redirects().follow(false).header("Origin", CHAT).get(path))
                    .satisfies(answer -> assertThat(answer.header("Access-Control-Allow-Origin"))
                            .isNull());
        }
    }

    private static void allowsNobody(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.header("Vary")).isEqualToIgnoringCase("origin");
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:data-controls:problem:foreign-origin");
        assertThat(answer.jsonPath().getString("title")).isEqualTo("Origin not allowed");
        assertThat(answer.jsonPath().getString("detail")).isEqualTo("the origin is not that of a registered client");
    }
}
