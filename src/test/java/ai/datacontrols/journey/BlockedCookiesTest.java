package ai.datacontrols.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.browser.Visit;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real browser that blocks the cookies of these pages. */
@QuarkusTest
class BlockedCookiesTest {

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @Test
    void endsOnAPageAboutCookiesAndSignsInOnceTheyAreAllowed() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        await().until(() -> new Visitor("en").get("/settings").statusCode() == 302);
        var visit = browsing.visit();
        var page = visit.page();
        var blocking = blockCookies(visit);
        page.navigate(home.resolve("/settings?product=le-chat").toString());
        page.locator("#username").fill(person.username());
        page.locator("#password").fill(person.password());

        page.locator("#kc-login").click();

        assertThat(page.locator("h1")).hasText("We could not finish signing you in");
        visit.axe();
        blocking.detach();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Try again"))
                .click();
        assertThat(page.locator("h1")).hasText("Your settings");
    }

    /** Takes the cookies out of the answers of these pages; a browser shares those of a host among its ports. */
    private CDPSession blockCookies(Visit visit) {
        var cdp = visit.page().context().newCDPSession(visit.page());
        cdp.on("Fetch.requestPaused", paused -> {
            var headers = new JsonArray();
            paused.getAsJsonArray("responseHeaders").forEach(header -> {
                if (!header.getAsJsonObject().get("name").getAsString().equalsIgnoreCase("Set-Cookie")) {
                    headers.add(header);
                }
            });
            var answer = new JsonObject();
            answer.add("requestId", paused.get("requestId"));
            answer.add("responseCode", paused.get("responseStatusCode"));
            answer.add("responseHeaders", headers);
            cdp.send("Fetch.continueResponse", answer);
        });
        cdp.send(
                "Fetch.enable",
                JsonParser.parseString("{\"patterns\":[{\"urlPattern\":\"" + home.resolve("/")
                                + "*\",\"requestStage\":\"Response\"}]}")
                        .getAsJsonObject());
        return cdp;
    }
}
