package ai.datacontrols.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keycloak's signing keys rotate while the application runs. */
@QuarkusTest
class KeyRotationTest {

    @Test
    void acceptsANewKeyWithoutARestartAndRejectsARemovedOne() {
        var old = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        var oldToken = Token.fresh("pipeline-chat");
        assertThat(snapshot(oldToken)).isEqualTo(200);

        Realm.rotateSigningKey();

        var fresh = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        assertThat(fresh.get("/settings").statusCode()).isEqualTo(200);
        assertThat(old.get("/settings").statusCode())
                .as("signed with a removed key")
                .isEqualTo(401);
        // the API may still accept the token once, from its cache
        snapshot(oldToken);
        assertThat(snapshot(Token.fresh("pipeline-chat"))).isEqualTo(200);
        assertThat(snapshot(oldToken)).as("cached, but its key was removed").isEqualTo(401);
    }

    private static int snapshot(String token) {
        return given().auth().oauth2(token).get("/api/v1/permissions").statusCode();
    }
}
