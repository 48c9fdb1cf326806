package ai.datacontrols.pages;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.FaultProxy.Mode;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that require no sign-in name the signed-in person, with menu and sign-out, like all others. */
@QuarkusTest
class SignedInHeaderTest {

    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nowhere", "/settings/receipts/99", "/settings/nowhere", "/support", "/support/nowhere"})
    void showWhoIsSignedIn(String address) {
        var page = PERSON.visitor().get(address);

        var header = Visitor.html(page).select("header");
        assertThat(header.select(".menu-person").text())
                .isEqualTo("Signed in as " + PERSON.account().username() + "@example.org");
        assertThat(header.select("nav a").eachText())
                .containsExactly("Settings", "History", "Check", "Plans", "Rules", "Sign out");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theRulesOfferSignInOnlyToThoseWhoAreSignedOut() {
        assertThat(Visitor.html(PERSON.visitor().get("/")).select("main a.button"))
                .isEmpty();
        var signedOut = new Visitor("en").get("/");
        assertThat(Visitor.html(signedOut).select("main a.button").attr("href")).isEqualTo("/settings");
        assertThat(signedOut.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void anEndedSessionIsNotShown() {
        var visitor = PERSON.signIn();
        var copy = visitor.copy();
        visitor.get("/sign-out");

        for (var address : List.of("/", "/nowhere")) {
            assertThat(Visitor.html(copy.get(address)).select("header .menu-person"))
                    .as(address)
                    .isEmpty();
        }
    }

    @Test
    void respondWithoutTheDatabase() {
        var visitor = PERSON.visitor();
        TestServices.setDatabaseFault(Mode.REFUSE);
        try {
            assertThat(visitor.get("/").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/nowhere").statusCode()).isEqualTo(404);
            assertThat(visitor.get("/settings").statusCode()).isEqualTo(503);
        } finally {
            TestServices.setDatabaseFault(Mode.PASS);
        }
        Awaitility.await().until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        assertThat(Visitor.html(visitor.get("/")).select("header .menu-person")).hasSize(1);
    }
}
