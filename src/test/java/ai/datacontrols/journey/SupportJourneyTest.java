package ai.datacontrols.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.UnusedCodes;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Support answers a ticket in a real browser, and the person reads about the access. */
@QuarkusTest
class SupportJourneyTest {

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @Test
    void answersATicketAndIsListedInThePersonsHistory() {
        var person = Realm.newPerson(Map.of("le-chat", "pro"));
        var staff = Realm.newStaff("support");
        var theirs = ChromiumSignIn.arrive(browsing.visit(), home.resolve("/settings"), person);
        theirs.page().locator("#le-chat-switch").click();
        assertThat(theirs.page().locator("#le-chat-state")).containsText("Off since");

        var visit = browsing.visit();
        var page = visit.open(home.resolve("/support").toString());
        page.locator("#username").fill(staff.username());
        page.locator("#password").fill(staff.password());
        page.locator("#kc-login").click();
        page.locator("#otp").fill(UnusedCodes.next(staff.username()));
        page.locator("#kc-login").click();
        page.waitForURL("**/support");

        page.getByLabel("E-mail address or account id").fill(person.username() + "@EXAMPLE.org");
        page.getByLabel("Reason", new Page.GetByLabelOptions().setExact(true)).fill("Ticket: why is it off?");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Look up"))
                .click();
        page.waitForURL("**/support/accounts/**");
        assertThat(page.locator("#le-chat-why summary")).containsText("An opt-out is in force.");
        assertThat(page.locator("#reply")).hasValue(Pattern.compile("Hello Test Person,.*le Chat.*", Pattern.DOTALL));
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.locator("[data-copy]").click();
        assertThat(page.locator("[data-copy]")).hasText("Copied");
        org.assertj.core.api.Assertions.assertThat(page.evaluate("navigator.clipboard.readText()"))
                .isEqualTo(page.locator("#reply").inputValue());
        visit.axe();

        page.locator("#check summary").click();
        page.getByLabel("Created (Central European Time)").fill("2025-01-01T12:00");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask"))
                .click();
        assertThat(page.locator("#answer")).containsText("No, it is not used.");
        page.locator("#entry-2 summary").click();
        assertThat(page.locator("#entry-2 blockquote")).containsText("Use my le Chat conversations to train models");
        visit.axe();

        theirs.page().navigate(home.resolve("/settings/history").toString());
        assertThat(theirs.page().locator(".look").first())
                .containsText("Support opened your account 2 times. Reason: Ticket: why is it off?");
        theirs.axe();
    }
}
