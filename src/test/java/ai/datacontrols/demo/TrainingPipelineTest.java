package ai.datacontrols.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.parts.Token;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pipeline of the demo follows the real feed. The tests start it as each of the two pipelines that they register. */
@QuarkusTest
class TrainingPipelineTest {

    private final Account person = Realm.newPerson(Map.of("le-chat", "free"));
    private final UUID account = UUID.fromString(person.id());

    private Visitor visitor;
    private Instant createdAt;

    @BeforeEach
    void signIn() {
        visitor = Visitor.signedIn(person);
        createdAt = Instant.now();
    }

    /** Other tests expect that no pipeline has reported. */
    @AfterEach
    void deleteCheckpoints() {
        Tampering.with("delete from consumer_position");
    }

    @Test
    void aChoiceIsAppliedWithinSecondsOfTheClick() {
        try (var chat = started("pipeline-chat");
                var code = started("pipeline-code")) {
            await().until(() -> chat.permits(account, "le-chat", createdAt));
            await().until(() -> code.permits(account, "le-chat", createdAt));

            visitor.press("le-chat", Map.of());

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(propagation()).startsWith("Applied by both training pipelines since "));
            assertThat(chat.permits(account, "le-chat", createdAt)).isFalse();
        }
    }

    @Test
    void anExpiredPositionIsFollowedByASnapshot() {
        try (var chat = started("pipeline-chat")) {
            await().until(() -> chat.permits(account, "le-chat", createdAt));

            Tampering.with("update feed set origin = 'another server'");
            visitor.press("le-chat", Map.of());

            await().until(() -> !chat.permits(account, "le-chat", createdAt));
            await().untilAsserted(() -> assertThat(propagation()).contains("1 of 2"));
        }
    }

    @Test
    void permitsNothingWhileKeycloakRefusesAToken() {
        try (var unknown = started("no-such-pipeline");
                var chat = started("pipeline-chat")) {
            await().until(() -> chat.permits(account, "le-chat", createdAt));

            assertThat(unknown.permits(account, "le-chat", createdAt)).isFalse();
        }
    }

    /** The demo registers this account alone. */
    @Test
    void theRealmOfTheDemoHasTheServiceAccountOfThePipeline() {
        assertThat(RestAssured.given()
                        .auth()
                        .oauth2(Token.fresh(TrainingPipeline.CLIENT))
                        .get("/api/v1/permissions")
                        .statusCode())
                .isEqualTo(200);
    }

    private static TrainingPipeline started(String client) {
        return TrainingPipeline.start(RestAssured.baseURI + ":" + RestAssured.port, TestServices.keycloakUrl(), client);
    }

    private String propagation() {
        return Visitor.html(visitor.get("/settings"))
                .select("#le-chat-obedience")
                .text();
    }
}
