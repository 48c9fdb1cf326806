package ai.datacontrols.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Authentication and authorization of the API, and its error responses. */
@QuarkusTest
class ApiAuthenticationTest {

    private final String subscription = "/api/v1/accounts/" + UUID.randomUUID() + "/subscriptions/le-chat";

    @Test
    void respondsWith401WithoutAValidToken() {
        isProblem(given().put(subscription), 401, "unauthenticated");
        isProblem(put("nonsense", "{}"), 401, "unauthenticated");
    }

    @Test
    void respondsWith403ToATokenOfAnotherRole() {
        isProblem(put(Token.of("pipeline-chat"), "{}"), 403, "forbidden");
    }

    @Test
    void respondsWith403ToAPersonsTokenAnd401ToAnIdToken() {
        Account person = Realm.newPerson(Map.of());
        isProblem(put(Token.of(person), "{}"), 403, "forbidden");
        isProblem(put(Token.idTokenOf(person), "{}"), 401, "unauthenticated");
    }

    @Test
    void respondsWith401ToATokenForAnotherAudience() {
        var other = Realm.newServiceAccount();
        isProblem(put(Token.fresh(other, other), "{}"), 401, "unauthenticated");
    }

    @Test
    void respondsWith401ToAnExpiredToken() {
        Realm.setTokenLifespan(3);
        try {
            var token = Token.fresh("billing");
            assertThat(put(token, "{}").statusCode()).isEqualTo(422);
            await().atMost(Duration.ofSeconds(10)).until(() -> put(token, "{}").statusCode() == 401);
            isProblem(put(token, "{}"), 401, "unauthenticated");
        } finally {
            Realm.setTokenLifespan(300);
        }
    }

    @Test
    void respondsWith401ToAForgedToken() {
        var parts = Token.of("pipeline-chat").split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("permissions-read", "subscriptions-write");
        var forged = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        var none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        isProblem(put(parts[0] + "." + forged + "." + parts[2], "{}"), 401, "unauthenticated");
        isProblem(put(none + "." + forged + ".", "{}"), 401, "unauthenticated");
    }

    @Test
    void redirectsAnApiTokenToSignIn() {
        var answer = given().redirects()
                .follow(false)
                .header("Authorization", "Bearer " + Token.of("billing"))
                .get("/settings");
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @Test
    void respondsWith401ToASessionCookieWithoutAToken() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);

        isProblem(visitor.get("/api/v1/me"), 401, "unauthenticated");
        assertThat(Api.with(Token.of(person)).get("/me").statusCode())
                .as("the same person with a token")
                .isEqualTo(200);
    }

    @Test
    void respondsWithAProblemToAMalformedRequest() {
        var token = Token.of("billing");
        assertThat(isProblem(put(token, "{\"plan\""), 400, "invalid-request")
                        .path("detail")
                        .toString())
                .contains("line 1");
        assertThat(isProblem(put(token, "{\"plan\":\"free\",\"colour\":1}"), 400, "invalid-request")
                        .path("detail")
                        .toString())
                .isEqualTo("unknown field 'colour'");
        isProblem(
                given().header("Authorization", "Bearer " + token)
                        .contentType("text/plain")
                        .body("x")
                        .put(subscription),
                415,
                "unsupported-media-type");
        isProblem(
                given().header("Authorization", "Bearer " + token)
                        .contentType("application/x-www-form-urlencoded")
                        .body("plan=free")
                        .put(subscription),
                415,
                "unsupported-media-type");
        isProblem(given().header("Authorization", "Bearer " + token).get("/api/v1/nothing"), 404, "not-found");
        isProblem(put(token, "{\"plan\":\"" + "x".repeat(70_000) + "\"}"), 413, "too-large");
    }

    @Test
    void respondsWith400ToAnyEncodingButUtf8() {
        for (var name : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")) {
            var encoded = "{\"plan\": \"free\"} ".getBytes(Charset.forName(name));
            isProblem(
                    given().header("Authorization", "Bearer " + Token.of("billing"))
                            .contentType("application/json")
                            .body(encoded)
                            .put(subscription),
                    400,
                    "invalid-request");
            var line = new String(
                    Api.as("billing")
                            .contentType(Api.LINES)
                            .body(encoded)
                            .post("/subscriptions")
                            .asByteArray(),
                    StandardCharsets.UTF_8);
            assertThat(line).as(name).contains("urn:data-controls:problem:invalid-request");
        }
    }

    @Test
    void returnsARefUnchangedOrRejectsIt() {
        for (var ref : List.of("'x'", "7", "-123456789012345678901234567890")) {
            assertThat(refused(ref)).as(ref).contains("\"ref\":" + ref.replace('\'', '"') + ",", "unknown-product");
        }
        for (var ref : List.of("1e400", "1.10", "true", "[]", "{}")) {
            assertThat(refused(ref)).as(ref).doesNotContain("\"ref\":").contains("ref is text or a whole number");
        }
        assertThat(refused("null")).contains("unknown-product");
    }

    private static String refused(String ref) {
        var line =
                "{'ref': %s, 'account': '%s', 'product': 'no-such', 'plan': 'free'}".formatted(ref, UUID.randomUUID());
        return Api.lines(Api.lines("billing", line).post("/subscriptions")).get(0);
    }

    @Test
    void keepsTheStatusOfAnErrorWithoutAProblemTypeOfItsOwn() {
        isProblem(
                Api.as("billing")
                        .basePath("")
                        .header("X-Long", "x".repeat(17_000))
                        .delete(subscription),
                431,
                "invalid-request");
        isProblem(Api.as("billing").basePath("").accept("text/html").delete(subscription), 406, "invalid-request");
        isProblem(
                Api.as("billing").basePath("").header("Content-Type", "no type").delete(subscription),
                400,
                "invalid-request");
    }

    private Response put(String token, String body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(body)
                .put(subscription);
    }

    private static Response isProblem(Response answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.path("type").toString()).isEqualTo("urn:data-controls:problem:" + type);
        assertThat(answer.<Integer>path("status")).isEqualTo(status);
        assertThat(answer.path("id").toString()).isEqualTo(answer.header("Problem-Id"));
        return answer;
    }
}
