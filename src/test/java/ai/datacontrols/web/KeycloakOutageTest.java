package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.FaultProxy.Mode;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keycloak is down: sessions continue, and no user is redirected to a dead host. */
@QuarkusTest
class KeycloakOutageTest {

    private Account person;

    @BeforeEach
    void createPerson() {
        person = Realm.newPerson(Map.of("le-chat", "free"));
    }

    @AfterEach
    void restoreKeycloak() {
        TestServices.setKeycloakFault(Mode.PASS);
        await().ignoreExceptions()
                .until(() -> new Visitor("en").get("/settings").statusCode() == 302);
        Realm.setTokenLifespan(300);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSE", "STALL"})
    void keepsSessionsAndRespondsWith503ToOthers(Mode fault) {
        var visitor = Visitor.signedIn(person);
        TestServices.setKeycloakFault(fault);

        assertThat(visitor.press("le-chat", Map.of()).statusCode()).isEqualTo(303);
        var stranger = new Visitor("fr");
        await().untilAsserted(
                        () -> assertThat(stranger.get("/settings").statusCode()).isEqualTo(503));
        var begin = Instant.now();
        var page = stranger.get("/settings");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(page.asString()).contains("La connexion est impossible pour le moment");
        assertThat(stranger.get("/").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void requestsWithUnknownSessionCookiesShareCallsToKeycloak(String cookie) {
        var stranger = new Visitor("en").withCookie("q_session", cookie);
        var before = TestServices.connectionsToKeycloak();

        for (var request = 0; request < 50; request++) {
            assertThat(stranger.copy().get("/settings").statusCode()).isEqualTo(302);
        }

        assertThat(TestServices.connectionsToKeycloak() - before).isLessThan(25);
    }

    @Test
    void anExpiredTokenRespondsWith503AndKeepsTheSession() {
        Realm.setTokenLifespan(2);
        var visitor = Visitor.signedIn(person);
        var page = visitor.get("/settings");
        TestServices.setKeycloakFault(Mode.REFUSE);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(visitor.get("/settings").statusCode()).isEqualTo(503));
        var click = visitor.press(page, "le-chat", Map.of());

        assertThat(click.statusCode()).isEqualTo(503);
        assertThat(click.asString()).contains("Signing in is not possible right now");
        assertThat(visitor.cookieHeader()).contains("q_session=");
        TestServices.setKeycloakFault(Mode.PASS);
        await().untilAsserted(() -> assertThat(visitor.get("/settings").statusCode())
                .as("without signing in again")
                .isEqualTo(200));
    }

    @Test
    void healthNamesKeycloakAndReadinessStaysUp() {
        TestServices.setKeycloakFault(Mode.REFUSE);

        await().untilAsserted(() -> {
            var health = new Visitor("en").get("/q/health");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.jsonPath().getString("checks.find { it.name == 'Identity provider' }.status"))
                    .isEqualTo("DOWN");
        });
        assertThat(new Visitor("en").get("/q/health/ready").statusCode()).isEqualTo(200);
    }
}
