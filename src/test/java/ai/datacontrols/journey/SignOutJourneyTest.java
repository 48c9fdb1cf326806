package ai.datacontrols.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.parts.Realm;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing out in a real browser: only by the person's own click. */
@QuarkusTest
class SignOutJourneyTest {

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @Test
    void signsOutByTheOwnClickAndNotByAnotherSite() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visit = ChromiumSignIn.arrive(browsing.visit(), home.resolve("/settings"), person);
        var page = visit.page();
        List<String> addresses = new CopyOnWriteArrayList<>();
        page.context().onRequest((Request request) -> addresses.add(request.url()));

        // a document of another origin
        page.navigate("about:blank");
        page.setContent("<img src='%1$s' alt='x'><a href='%1$s'>x</a>".formatted(home.resolve("/sign-out")));
        page.getByText("x").last().click();
        page.waitForURL("**/signed-out");
        assertThat(page.locator("h1")).hasText("You are still signed in");
        visit.axe();
        page.navigate(home.resolve("/settings").toString());
        assertThat(page.locator("h1")).hasText("Settings");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        assertThat(page.locator("h1")).hasText("You are signed out");
        page.navigate(home.resolve("/settings").toString());
        assertThat(page.locator("#kc-login")).isVisible();

        assertThat(addresses).isNotEmpty().noneMatch(address -> address.contains("id_token_hint"));
        // the image on the other site's page, which the browser or the application refuses
        visit.faults().removeIf(fault -> fault.contains("/sign-out"));
    }
}
