package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links from the chat's menu, and back to it. */
@QuarkusTest
class DeepLinkTest {

    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    private static final String BACK = "https://chat.example.com/";

    @Test
    void theLinkSurvivesSignIn() {
        var page = new Visitor("en").signIn("/settings?product=le-chat&from=le-chat", PERSON.account());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(Visitor.html(page).select(".back").attr("href")).isEqualTo(BACK);
        assertThat(Visitor.html(page).select(".back").text()).isEqualTo("Back to le Chat");
        assertThat(Visitor.html(page).select("#le-chat").attr("class")).contains("arrived");
        assertThat(Visitor.html(page).select("#la-plateforme").attr("class")).doesNotContain("arrived");
    }

    @Test
    void theLinkBackSurvivesAChoiceAndTheHistory() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        var arrived = visitor.get("/settings?product=le-chat&from=le-chat");

        var after = visitor.follow(visitor.press(arrived, "le-chat", Map.of()));
        assertThat(after.asString()).contains("Saved on").contains(BACK);

        assertThat(visitor.get("/settings/history?from=le-chat").asString()).contains(BACK);
    }

    @Test
    void signInUsesTheLanguageOfThePages() {
        var toKeycloak = new Visitor("fr").get("/settings");

        assertThat(toKeycloak.header("Location")).contains("ui_locales=fr");
        assertThat(Visitor.html(new Visitor("de").follow(toKeycloak))
                        .select("html")
                        .attr("lang"))
                .isEqualTo("fr");
    }

    @Test
    void aGetRequestForAFormRedirectsToTheSettings() {
        var visitor = PERSON.visitor();

        var answer = visitor.get("/settings/le-chat/opt-out");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/settings?product=le-chat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%7Bx%7D", "{x}", "%7B", "a%20b%26recorded=2", "%25", "%7Ble-chat%7D"})
    void noTextInALinkMakesAChoiceFail(String text) {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        var page = visitor.get("/settings");
        var query = text.replace("{", "%7B").replace("}", "%7D");

        var answer = visitor.post("/settings/le-chat/opt-out?from=" + query, Visitor.fields(page, "le-chat", Map.of()));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/settings?product=le-chat&recorded=2");
        assertThat(visitor.get("/settings/le-chat/opt-out?from=" + query).statusCode())
                .isEqualTo(303);
        assertThat(visitor.get("/settings/" + query.replace("%20", "") + "/opt-out")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void languageLinksNeverLeadToAnotherHost() {
        assertThat(new Visitor("en").get("//evil.example.com/%2e%2e").asString())
                .doesNotContain("href=\"//");
    }

    @Test
    void ignoresMalformedAcceptLanguageHeaders() {
        for (String odd : new String[] {"-", "fr;q=2", ",", "fr;q=zz", "x".repeat(3_000)}) {
            assertThat(new Visitor(odd).get("/").statusCode()).as(odd).isEqualTo(200);
        }
    }

    @Test
    void ignoresAnUnknownFrom() {
        var visitor = PERSON.visitor();

        var page = visitor.get("/settings?product=le-fax&from=https://evil.example.com");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(Visitor.html(page).select(".back").text()).isEmpty();
        assertThat(page.asString()).doesNotContain("href=\"https://evil");
    }

    @Test
    void signingOutEndsTheSessionAtKeycloakToo() {
        var visitor = PERSON.signIn();

        var answer = visitor.get("/sign-out");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/signed-out");
        assertThat(visitor.asksForThePassword("/settings")).isTrue();
        assertThat(visitor.get("/signed-out").asString()).contains("You are signed out");
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(302);
    }
}
