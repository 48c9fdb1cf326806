package ai.datacontrols.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.FaultProxy.Mode;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keycloak accepts connections but doesn't respond, or stops responding on open ones. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakHangsTest {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String SIGN_IN_UNAVAILABLE = "Signing in is not possible right now";

    private final Account person = Realm.newPerson(Map.of("le-chat", "free"));

    @AfterEach
    void restoreKeycloak() {
        TestServices.setKeycloakFault(Mode.PASS);
        Realm.setTokenLifespan(300);
        await().ignoreExceptions()
                .until(() -> new Visitor("en").get("/settings").statusCode() == 302);
    }

    @ParameterizedTest
    @EnumSource(names = {"STALL", "STALL_TOKENS"})
    void respondsWith503WhenTheCodeExchangeHangsAndCompletesItLater(Mode fault) {
        var visitor = new Visitor("en");
        var callback = visitor.callbackAfterPassword("/settings", person);
        TestServices.setKeycloakFault(fault);

        var answer = within(LIMIT, () -> visitor.get(callback));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.asString()).contains(SIGN_IN_UNAVAILABLE);
        TestServices.setKeycloakFault(Mode.PASS);
        assertThat(visitor.follow(visitor.get(callback)).asString()).contains("<h1>Settings</h1>");
    }

    @ParameterizedTest
    @EnumSource(names = {"STALL", "STALL_TOKENS", "DROP_REPLIES"})
    void respondsWith503WhenARefreshHangsAndKeepsTheSession(Mode fault) {
        var visitor = visitorWithExpiredToken();
        var session = visitor.cookieHeader();
        TestServices.setKeycloakFault(fault);

        var page = within(LIMIT, () -> visitor.get("/settings"));
        var click = within(LIMIT, () -> visitor.post("/settings/le-chat/opt-out", Map.of()));
        var script = within(
                LIMIT,
                () -> visitor.copy()
                        .with("HX-Request", "true")
                        .with("X-Requested-With", "JavaScript")
                        .get("/settings"));
        var signedOut = within(LIMIT, () -> visitor.get("/signed-out"));

        assertThat(page.asString()).contains(SIGN_IN_UNAVAILABLE);
        for (var answer : new Response[] {page, click, script, signedOut}) {
            assertThat(answer.statusCode()).isEqualTo(503);
        }
        assertThat(visitor.cookieHeader()).isEqualTo(session);
        TestServices.setKeycloakFault(Mode.PASS);
        assertThat(visitor.get("/settings").statusCode())
                .as("without signing in again")
                .isEqualTo(200);
    }

    @Test
    void respondsWith503ToATokenOfANewKeyWhileTheKeysCannotBeRead() {
        Realm.rotateSigningKey();
        var token = Token.fresh("pipeline-chat");
        TestServices.setKeycloakFault(Mode.STALL);

        var answer = within(LIMIT, () -> Api.with(token).get("/permissions"));

        Api.problem(answer, 503, "unavailable");
        TestServices.setKeycloakFault(Mode.PASS);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(given().auth()
                                .oauth2(token)
                                .get("/api/v1/permissions")
                                .statusCode())
                        .isEqualTo(200));
    }

    @Test
    void signsOutLocallyAndRedirectsToKeycloak() {
        var visitor = Visitor.signedIn(person);
        var copy = visitor.copy();
        TestServices.setKeycloakFault(Mode.STALL);

        var answer = within(LIMIT, () -> visitor.get("/sign-out"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.header("Location")).contains("/protocol/openid-connect/logout?client_id=");
        TestServices.setKeycloakFault(Mode.PASS);
        assertThat(copy.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void opensANewConnectionWhenAnOpenOneHangs() {
        var expired = visitorWithExpiredToken();
        var leaving = Visitor.signedIn(person);
        var arriving = new Visitor("en");
        var callback = arriving.callbackAfterPassword("/settings", person);
        assertThat(new Visitor("en").get("/q/health/well").statusCode()).isEqualTo(200);
        TestServices.setKeycloakFault(Mode.SILENCE_OPEN);

        assertThat(new Visitor("en").get("/settings").statusCode())
                .as("redirect to Keycloak")
                .isEqualTo(302);
        assertThat(new Visitor("en").get("/q/health/well").statusCode())
                .as("health")
                .isEqualTo(200);
        assertThat(arriving.get(callback).statusCode()).as("code exchange").isEqualTo(302);
        assertThat(expired.get("/settings").statusCode()).as("refresh").isEqualTo(200);
        assertThat(leaving.get("/sign-out").header("Location")).as("sign-out").isEqualTo("/signed-out");
    }

    private Visitor visitorWithExpiredToken() {
        Realm.setTokenLifespan(2);
        var visitor = Visitor.signedIn(person);
        Realm.setTokenLifespan(300);
        Sessions.awaitExpiredToken(visitor);
        return visitor;
    }

    private static Response within(Duration most, Supplier<Response> request) {
        var begin = Instant.now();
        var answer = request.get();
        assertThat(Duration.between(begin, Instant.now())).isLessThan(most);
        return answer;
    }
}
