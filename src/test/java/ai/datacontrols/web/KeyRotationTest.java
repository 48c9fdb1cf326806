package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Realm;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keycloak's keys rotate while we run. */
@QuarkusTest
class KeyRotationTest {

    @Test
    void aNewKeyIsTakenWithoutARestartAndARemovedOneNoMore() {
        var old = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));

        Realm.rotateSigningKey();

        var fresh = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        assertThat(fresh.get("/settings").statusCode()).isEqualTo(200);
        assertThat(old.get("/settings").statusCode())
                .as("signed with a key that is gone")
                .isEqualTo(401);
    }
}
