package ai.datacontrols.journey;

import static ai.datacontrols.browser.Browsing.locale;
import static ai.datacontrols.browser.Browsing.noJavaScript;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Realm;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The main task in a real browser: arrive from the chat, sign in, opt out, see the confirmation, find it in the
 * history.
 */
@QuarkusTest
class JourneyTest {

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    private Account person;

    @BeforeEach
    void createPerson() {
        person = Realm.newPerson(Map.of("le-chat", "free"));
    }

    @Test
    void optsOutFromTheChatsMenuAndStaysOptedOut() {
        var visit =
                ChromiumSignIn.arrive(browsing.visit(), home.resolve("/settings?product=le-chat&from=le-chat"), person);
        var page = visit.page();
        var back = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Back to le Chat"));
        assertThat(back).hasAttribute("href", "https://chat.example.com/");
        assertThat(toggle(page)).isChecked();
        visit.axe();

        page.evaluate("window.sameDocument = true");
        toggle(page).click();

        assertThat(page.getByRole(AriaRole.STATUS).first())
                .containsText("What you write on le Chat is no longer used to train models.");
        assertThat(toggle(page)).not().isChecked();
        assertThat(toggle(page)).isFocused();
        assertThat(page.locator("#le-chat-plans")).containsText("Your opt-out holds on every plan");
        assertThat(page.evaluate("window.sameDocument"))
                .as("htmx swapped the part alone")
                .isEqualTo(true);
        visit.axe();

        page.reload();
        assertThat(toggle(page)).not().isChecked();
        assertThat(page.locator("#le-chat-state")).containsText("Off since");

        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("History").setExact(true))
                .click();
        assertThat(page.locator(".history li").first()).containsText("You opted out of training on le Chat.");
        assertThat(back).isVisible();
        visit.axe();
    }

    @Test
    void optsOutInFrench() {
        var visit = ChromiumSignIn.arrive(browsing.visit(locale("fr")), home.resolve("/settings"), person);
        var page = visit.page();
        assertThat(page.locator("html")).hasAttribute("lang", "fr");

        toggle(page).click();

        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Enregistré le");
        assertThat(page.locator("#le-chat-state")).containsText("Désactivé depuis le");
        visit.axe();
        visit.open(home.resolve("/settings/history").toString());
        assertThat(page.locator(".history li").first()).containsText("Vous avez refusé l’entraînement sur le Chat.");
        visit.axe();
    }

    @Test
    void optsOutWithTheKeyboardAlone() {
        var page = ChromiumSignIn.arrive(browsing.visit(), home.resolve("/settings"), person)
                .page();

        for (var presses = 0; presses < 20 && !isFocused(toggle(page)); presses++) {
            page.keyboard().press("Tab");
        }
        assertThat(toggle(page)).isFocused();
        page.keyboard().press("Space");
        assertThat(toggle(page)).not().isChecked();
        assertThat(toggle(page)).isFocused();

        page.keyboard().press("Enter");
        assertThat(toggle(page)).isChecked();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("may be used to train models");
    }

    @Test
    void optsOutWithoutJavaScript() {
        var visit = ChromiumSignIn.arrive(
                browsing.visit(noJavaScript()), home.resolve("/settings?product=le-chat&from=le-chat"), person);
        var page = visit.page();

        toggle(page).click();

        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Saved on");
        assertThat(toggle(page)).not().isChecked();
        assertThat(page.url()).contains("product=le-chat").contains("from=le-chat");
        toggle(page).click();
        assertThat(toggle(page)).isChecked();
    }

    @Test
    void onlyAnOptInIsRefusedFromAStaleTab() {
        var visit = ChromiumSignIn.arrive(browsing.visit(), home.resolve("/settings"), person);
        var first = visit.page();
        var second = first.context().newPage();
        toggle(first).click();
        assertThat(toggle(first)).not().isChecked();
        second.navigate(home.resolve("/settings").toString());
        toggle(second).click();
        assertThat(toggle(second)).isChecked();
        toggle(second).click();
        assertThat(toggle(second)).not().isChecked();

        toggle(first).click();

        assertThat(first.getByRole(AriaRole.STATUS).first()).containsText("Something changed");
        assertThat(toggle(first)).not().isChecked();
        visit.faults().clear();
        toggle(first).click();
        assertThat(toggle(first)).isChecked();
    }

    @Test
    void aClickWithoutAResponseIsNotReportedAsSaved() {
        var visit = ChromiumSignIn.arrive(browsing.visit(), home.resolve("/settings"), person);
        var page = visit.page();
        var alert = page.getByRole(AriaRole.ALERT);
        toggle(page).click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Saved on");

        page.context().setOffline(true);
        toggle(page).click();

        assertThat(alert).containsText("We got no answer");
        assertThat(page.getByRole(AriaRole.STATUS).first()).isEmpty();
        page.context().setOffline(false);
        page.route(
                "**/opt-in",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(502).setBody("<h1>Oh")));
        toggle(page).click();
        assertThat(alert).containsText("We got no answer");
        assertThat(alert).not().containsText("Oh");
        page.unroute("**/opt-in");
        toggle(page).click();
        assertThat(toggle(page)).isChecked();
        assertThat(alert).isEmpty();
        visit.faults().clear();
    }

    @Test
    void aClickAfterTheSessionEndedLeadsToSignInAndBack() {
        var visit =
                ChromiumSignIn.arrive(browsing.visit(), home.resolve("/settings?product=le-chat&from=le-chat"), person);
        var page = visit.page();
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setDomain("localhost"));

        toggle(page).click();

        ChromiumSignIn.signIn(page, home.resolve("/settings"), person);
        assertThat(page.getByRole(AriaRole.STATUS).first())
                .containsText("You had been signed out, so your choice was not saved.");
        assertThat(page.locator(".back")).hasText("Back to le Chat");
        assertThat(toggle(page)).isChecked();
        visit.faults().clear();
    }

    private static Locator toggle(Page page) {
        // a click right after another is taken as part of it
        return page.locator("#le-chat-choice:not([aria-busy])").getByRole(AriaRole.SWITCH);
    }

    private static boolean isFocused(Locator element) {
        return (Boolean) element.evaluate("element => element === document.activeElement");
    }
}
