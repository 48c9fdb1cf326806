package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.journey.ChromiumSignIn;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are shown in the zone of the browser, else of the profile, else in UTC. */
@QuarkusTest
class TimeZoneTest {

    private static final String COOKIE = "__Host-zone";

    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @ParameterizedTest
    @CsvSource({
        "Asia/Tokyo, Japan Time",
        "Europe/Paris, Central European Time",
        "America/Argentina/Buenos_Aires, Argentina Time",
        "UTC, Coordinated Universal Time"
    })
    void theBrowsersZoneIsNamed(String zone, String name) {
        var visitor = PERSON.visitor().withCookie(COOKIE, zone);

        assertThat(zoneOfCheck(visitor)).contains("(" + name + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Mars/Olympus", "+01:00", "undefined", "europe/paris", "Etc/Unknown", "../Paris", "Asia%2FTokyo"
            })
    void anUnknownZoneIsIgnored(String zone) {
        var visitor = PERSON.visitor().withCookie(COOKIE, zone);

        assertThat(zoneOfCheck(visitor)).contains("(Coordinated Universal Time)");
    }

    @Test
    void theBrowsersZoneTakesPrecedenceOverThatOfTheProfile() {
        Realm.withClaim("zoneinfo", "America/New_York", "String", () -> {
            var visitor = Visitor.signedIn(Realm.newPerson(Map.of()));
            assertThat(zoneOfCheck(visitor)).contains("(Eastern Time)");

            assertThat(zoneOfCheck(visitor.withCookie(COOKIE, "Asia/Tokyo"))).contains("(Japan Time)");
        });
    }

    @Test
    void aPageTellsTheZoneOfTheBrowserToTheNextOne() {
        var visit = browsing.visit(Browsing.timeZone("Asia/Tokyo"));
        ChromiumSignIn.arrive(visit, home.resolve("/settings"), Realm.newPerson(Map.of("le-chat", "free")));
        var requests = new ArrayList<String>();
        visit.page().onRequest(request -> requests.add(request.url()));

        visit.open(home.resolve("/settings/check").toString());

        assertThat(visit.page().locator("label[for=time]").innerText()).contains("(Japan Time)");
        assertThat(requests)
                .as("no reload")
                .filteredOn(url -> url.contains("/settings"))
                .hasSize(1);
        assertThat(visit.page().context().cookies())
                .filteredOn(cookie -> cookie.name.equals(COOKIE))
                .singleElement()
                .satisfies(cookie -> {
                    assertThat(cookie.value).isEqualTo("Asia/Tokyo");
                    assertThat(cookie.secure).isTrue();
                });
    }

    @Test
    void staffReadTimesInTheZoneOfTheirBrowser() {
        var visitor = SharedPerson.staff("support", "/support").visitor().withCookie(COOKIE, "Asia/Tokyo");
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        Visitor.signedIn(person);

        var found = visitor.follow(visitor.search("/support", person.id(), "Ticket: which time is it?"));

        assertThat(found.asString()).contains("(Japan Time)");
    }

    @Test
    void aLongCookieIsIgnored() {
        var visitor = PERSON.visitor().withCookie(COOKIE, "Asia/" + "T".repeat(300));

        assertThat(zoneOfCheck(visitor)).contains("(Coordinated Universal Time)");
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    private static String zoneOfCheck(Visitor visitor) {
        return Visitor.html(visitor.get("/settings/check"))
                .select("label[for=time]")
                .text();
    }
}
