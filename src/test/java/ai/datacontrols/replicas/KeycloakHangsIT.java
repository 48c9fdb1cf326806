package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.FaultProxy.Mode;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Replica;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An instance starts while Keycloak accepts connections but doesn't respond. */
@QuarkusTest
class KeycloakHangsIT {

    @AfterEach
    void restoreKeycloak() {
        TestServices.setKeycloakFault(Mode.PASS);
    }

    @Test
    void startsAndServesSignInsOnceKeycloakResponds() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        try (var replica = Replica.start()) {
            replica.kill();
            TestServices.setKeycloakFault(Mode.STALL);
            replica.startAgain();

            assertThat(new Visitor("en").get(replica.address() + "/").statusCode())
                    .isEqualTo(200);
            // the first page also loads classes
            new Visitor("en").get(replica.address() + "/settings");
            var begin = Instant.now();
            var page = new Visitor("en").get(replica.address() + "/settings");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(3));
            assertThat(page.statusCode()).isEqualTo(503);

            TestServices.setKeycloakFault(Mode.PASS);
            await().until(() ->
                    new Visitor("en").get(replica.address() + "/settings").statusCode() == 302);
            var settings = new Visitor("en").signIn(replica.address() + "/settings", person);
            assertThat(settings.asString()).contains("<h1>Settings</h1>");
        }
    }
}
