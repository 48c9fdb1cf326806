package ai.datacontrols.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real browser that has no state cookie when sign-in returns. */
@QuarkusTest
class BlockedCookiesTest {

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @Test
    void endsOnAPageAboutCookiesAndSignsInOnceTheyAreAccepted() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        await().until(() -> new Visitor("en").get("/settings").statusCode() == 302);
        var visit = browsing.visit();
        var page = visit.page();
        page.navigate(home.resolve("/settings?product=le-chat").toString());
        page.locator("#username").fill(person.username());
        page.locator("#password").fill(person.password());

        // sends the callback without cookies
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("q_auth.*")));
        page.locator("#kc-login").click();

        assertThat(page.locator("h1")).hasText("We could not finish signing you in");
        visit.axe();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Try again"))
                .click();
        assertThat(page.locator("h1")).hasText("Settings");
    }
}
