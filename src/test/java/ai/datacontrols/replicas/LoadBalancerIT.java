package ai.datacontrols.replicas;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.journey.ChromiumSignIn;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.LoadBalancer;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Replica;
import ai.datacontrols.web.Visitor;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two instances behind a load balancer without sticky sessions: each request may reach either of them. */
@QuarkusTest
class LoadBalancerIT {

    private static final int SEARCHES_AN_HOUR = 5;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    private static LoadBalancer address;
    private static Replica one;
    private static Replica other;

    @BeforeAll
    static void start() {
        address = new LoadBalancer();
        var settings = Map.of(
                "data-controls.address", address.address(),
                "data-controls.support.searches-per-hour", Integer.toString(SEARCHES_AN_HOUR));
        one = Replica.start(settings, "-XX:TieredStopAtLevel=1");
        other = Replica.start(settings, "-XX:TieredStopAtLevel=1");
        for (var replica : List.of(one, other)) {
            address.routeTo(replica);
            await("redirects to sign-in").until(LoadBalancerIT::leadsToSignIn);
        }
    }

    private static boolean leadsToSignIn() {
        return given().redirects()
                        .follow(false)
                        .get(address.address() + "/settings")
                        .statusCode()
                == 302;
    }

    @AfterAll
    static void end() {
        one.close();
        other.close();
        address.close();
    }

    @BeforeEach
    void routeToBothReplicas() {
        RestAssured.baseURI = address.address();
        RestAssured.port = URI.create(address.address()).getPort();
        address.routeTo(one, other);
    }

    @Test
    void aSessionOfOneReplicaWorksOnTheOther() {
        address.routeTo(one);
        var visitor = Visitor.signedIn(onFree());
        var page = visitor.get("/settings");

        address.routeTo(other);
        var saved = visitor.follow(visitor.press(page, "le-chat", Map.of()));

        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(Visitor.html(saved).select("#le-chat-state").text()).startsWith("Off since");
        address.routeTo(one);
        assertThat(Visitor.html(visitor.get("/settings"))
                        .select("#le-chat-state")
                        .text())
                .startsWith("Off since");
    }

    @Test
    void signInStepsMayAlternateBetweenReplicas() {
        var visitor = Visitor.signedIn(onFree());

        for (var click = 0; click < 6; click++) {
            assertThat(visitor.follow(visitor.press("le-chat", Map.of())).statusCode())
                    .isEqualTo(200);
        }

        assertThat(Visitor.html(visitor.get("/settings"))
                        .select("#le-chat-state")
                        .text())
                .startsWith("On since");
    }

    @Test
    void worksInABrowserAcrossReplicas() {
        var visit = ChromiumSignIn.arrive(browsing.visit(), URI.create(address.address() + "/settings"), onFree());
        var page = visit.page();
        for (var click = 0; click < 4; click++) {
            page.locator("#le-chat-switch").click();
            PlaywrightAssertions.assertThat(page.locator("#le-chat-status")).containsText("Saved on");
            page.reload();
            PlaywrightAssertions.assertThat(page.locator("#le-chat-state"))
                    .containsText(click % 2 == 0 ? "Off since" : "On since");
            address.routeTo(click % 2 == 0 ? other : one);
        }
        visit.open(address.address() + "/settings/history");
        assertThat(page.locator(".history li").count()).isEqualTo(5);
    }

    @Test
    void aSessionThatEndsAtKeycloakEndsOnBothReplicas() {
        var person = onFree();
        var visitor = Visitor.signedIn(person);
        address.routeTo(one);

        Realm.endSessions(person);

        for (var replica : List.of(one, other)) {
            address.routeTo(replica);
            assertThat(visitor.copy().get("/settings").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void signingOutAtOneReplicaSignsOutAtTheOther() {
        address.routeTo(one);
        var visitor = Visitor.signedIn(onFree());
        var copied = visitor.copy();

        assertThat(visitor.get("/sign-out").statusCode()).isEqualTo(302);

        address.routeTo(other);
        assertThat(copied.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void searchesOfStaffAreCountedAcrossReplicas() {
        var staff = Visitor.staff(Realm.newStaff("support"), "/support");

        var answers = IntStream.range(0, SEARCHES_AN_HOUR + 1)
                .mapToObj(search -> staff.search("/support", "nobody@example.org", "SUP-1234"))
                .toList();

        assertThat(answers.subList(0, SEARCHES_AN_HOUR))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isNotEqualTo(429));
        assertThat(answers.get(SEARCHES_AN_HOUR).statusCode()).isEqualTo(429);
    }

    private static Account onFree() {
        var person = Realm.newPerson(Map.of());
        var told = Api.json("billing", "{'plan':'free'}").put("/accounts/{account}/subscriptions/le-chat", person.id());
        assertThat(told.statusCode()).isEqualTo(200);
        return person;
    }
}
