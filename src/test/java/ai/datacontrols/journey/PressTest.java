package ai.datacontrols.journey;

import static ai.datacontrols.browser.Browsing.noJavaScript;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.browser.Chromium;
import ai.datacontrols.browser.Visit;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.pages.BrowserSession;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.web.Visitor;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.IsCheckedOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The effect of pressing the switch in a real browser, by any input and with any response. */
@QuarkusTest
class PressTest {

    private static final int[] GAPS = Boolean.getBoolean("thorough") ? new int[] {60, 150, 300, 450} : new int[] {450};

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @Inject
    Ledger ledger;

    @Inject
    Choices choices;

    private Account person;
    private UUID account;

    @BeforeEach
    void newPerson() {
        person = Realm.newPerson(Map.of("le-chat", "free"));
        account = UUID.fromString(person.id());
    }

    @Test
    void takesADoubleClickForOneChoice() {
        var page = arrive();
        for (var isSlow : List.of(false, true)) {
            if (isSlow) {
                delayNetwork(page, 700);
            }
            for (var gap : GAPS) {
                expectOneChoice(page, "%d ms, slow network: %s".formatted(gap, isSlow), () -> {
                    var box = toggle(page).boundingBox();
                    for (var click = 1; click <= 2; click++) {
                        page.mouse().click(box.x + 30, box.y + 20, new Mouse.ClickOptions().setClickCount(1));
                        page.waitForTimeout(click == 1 ? gap : 0);
                    }
                });
            }
        }
        delayNetwork(page, 0);
        expectOneChoice(
                page,
                "counted as a double click by the browser",
                () -> toggle(page).dblclick());
    }

    @Test
    void takesADoubleClickWhereThereIsNoSwitchForOneChoice() {
        person = Realm.newPerson(Map.of("le-chat", "team"));
        account = UUID.fromString(person.id());
        var page = arrive();
        var button = page.locator(".card-now:has(#le-chat-choice:not([aria-busy])) button");
        for (var gap : GAPS) {
            for (var action : List.of("Opt out in advance", "Withdraw my opt-out")) {
                assertThat(button).hasText(action);
                var before = choices();
                var box = button.boundingBox();
                for (var click = 1; click <= 2; click++) {
                    page.mouse().click(box.x + 30, box.y + 20, new Mouse.ClickOptions().setClickCount(1));
                    page.waitForTimeout(click == 1 ? gap : 0);
                }
                assertThat(button).not().hasText(action);
                assertThat(choices()).as("%s, %d ms", action, gap).isEqualTo(before + 1);
            }
        }
    }

    @Test
    void takesAHeldKeyForOneChoice() {
        var page = arrive();
        for (var key : List.of("Enter", "Space")) {
            expectOneChoice(page, key, () -> {
                toggle(page).focus();
                for (var repeat = 0; repeat < 20; repeat++) {
                    page.keyboard().down(key);
                    page.waitForTimeout(50);
                }
                page.keyboard().up(key);
            });
        }
    }

    @Test
    void takesADoubleTapForOneChoice() {
        var page = visit(options -> options.setHasTouch(true).setViewportSize(375, 667))
                .page();
        for (var gap : GAPS) {
            expectOneChoice(page, gap + " ms", () -> {
                toggle(page).scrollIntoViewIfNeeded();
                var box = toggle(page).boundingBox();
                page.touchscreen().tap(box.x + 30, box.y + 20);
                page.waitForTimeout(gap);
                page.touchscreen().tap(box.x + 30, box.y + 20);
            });
        }
    }

    @Test
    void takesTheSecondClickOnAFormWithoutScriptForTheFirst() {
        var page = visit(noJavaScript()).page();
        delayNetwork(page, 700);
        for (var gap : GAPS) {
            page.navigate(home.resolve("/settings").toString());
            var before = choices();
            var box = toggle(page).boundingBox();
            page.mouse().click(box.x + 30, box.y + 20);
            page.waitForTimeout(gap);
            page.mouse().click(box.x + 30, box.y + 20);
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Saved on");
            assertThat(choices()).as("%d ms", gap).isEqualTo(before + 1);
            assertThat(toggle(page)).not().isChecked();
            choices.choose(account, Choice.OPTED_IN);
        }
    }

    @Test
    void ignoresTheResponseToAnotherRequest() {
        var visit = visit();
        var page = visit.page();
        var answers = List.of(
                new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType("text/html")
                        .setBody("<h1>Welcome to the hotel"),
                new Route.FulfillOptions().setStatus(200).setBody(""),
                new Route.FulfillOptions().setStatus(204),
                new Route.FulfillOptions().setStatus(304),
                new Route.FulfillOptions()
                        .setStatus(409)
                        .setContentType("text/html")
                        .setBody("<h1>Conflict"),
                new Route.FulfillOptions().setStatus(404).setBody("<h1>Not here"));
        for (var answer : answers) {
            page.route("**/opt-out", route -> route.fulfill(answer));
            ready(page).click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("We got no answer");
            assertThat(toggle(page)).isChecked();
            assertThat(toggle(page)).isFocused();
            assertThat(page.locator("body")).not().containsText("hotel");
            page.unroute("**/opt-out");
        }
        assertThat(choices()).isZero();
        ready(page).click();
        assertThat(toggle(page)).not().isChecked();
        assertThat(page.getByRole(AriaRole.ALERT)).isEmpty();
        visit.faults().clear();
    }

    @Test
    void showsWhatWasSavedByARequestThatWasAborted() {
        var visit = visit();
        var page = visit.page();
        page.route("**/opt-out", route -> {
            route.fetch(); // the server saves it, and the browser never receives the response
            page.evaluate("window.stop()");
        });

        toggle(page).click();

        assertThat(toggle(page)).not().isChecked();
        assertThat(page.locator("#le-chat-state")).containsText("Off since");
        assertThat(toggle(page)).isFocused();
        assertThat(choices()).isEqualTo(1);
        visit.faults().clear();
    }

    @Test
    void showsTheCurrentStateWhenTheTabBecomesVisibleAgain() {
        var page = arrive();
        toggle(page).focus();
        for (var event : List.of(
                "document.dispatchEvent(new Event('visibilitychange'))",
                "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")) {
            var isOptedOut = ledger.state(account).consentState("le-chat").isOptedOut();
            page.evaluate("window.sameDocument = true");
            choices.choose(account, isOptedOut ? Choice.OPTED_IN : Choice.OPTED_OUT);
            page.evaluate(event);
            assertThat(toggle(page)).isChecked(new IsCheckedOptions().setChecked(isOptedOut));
            assertThat(toggle(page)).isFocused();
            assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
            expectOneChoice(page, "works after " + event, () -> toggle(page).click());
        }
        var asked = page.waitForResponse(
                "**/settings/state", () -> page.evaluate("document.dispatchEvent(new Event('visibilitychange'))"));
        assertThat(asked.text())
                .as("the state after a press of the switch is known, so that nothing is loaded again")
                .isEqualTo(page.evaluate(
                        "[...document.querySelectorAll('[data-state]')].map(part => part.dataset.state).join(' ')"));
    }

    @Test
    void showsTheCurrentStateWhenTheBrowserRestoresThePage() {
        try (var chromium = Chromium.startWithBackForwardCache()) {
            var page = chromium.browser().newPage();
            page.navigate(home.resolve("/settings").toString());
            ChromiumSignIn.signIn(page, home, person);
            // Chrome restores such pages in spite of no-store by an experiment that it enables itself
            page.route("**/settings", route -> {
                var answer = route.fetch();
                var headers = new HashMap<>(answer.headers());
                headers.remove("cache-control");
                route.fulfill(new Route.FulfillOptions().setResponse(answer).setHeaders(headers));
            });
            page.navigate(home.resolve("/settings").toString());
            assertThat(toggle(page)).isChecked();
            page.evaluate("addEventListener('pageshow', event => { window.isRestored = event.persisted; })");
            page.navigate(home.resolve("/").toString());
            choices.choose(account, Choice.OPTED_OUT);

            page.goBack(new Page.GoBackOptions().setWaitUntil(WaitUntilState.COMMIT));

            assertThat(toggle(page)).not().isChecked();
            assertThat(page.evaluate("window.isRestored")).isEqualTo(true);
        }
    }

    @Test
    void doesNotOptInTheAccountThatSignedInInAnotherTab() {
        choices.onPlan("free");
        var visit = visit();
        var page = visit.page();
        ready(page).click();
        assertThat(toggle(page)).not().isChecked();
        var other = Realm.newPerson(Map.of("le-chat", "free"));
        var tab = page.context().newPage();
        tab.navigate(home.resolve("/sign-out").toString());
        tab.navigate(home.resolve("/settings").toString());
        ChromiumSignIn.signIn(tab, home, other);
        assertThat(tab.locator("header .menu-person")).containsText(other.username());
        ready(tab).click();
        assertThat(toggle(tab)).not().isChecked();

        ready(page).click();

        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("This page was open for another account");
        assertThat(page.locator("header .menu-person")).containsText(other.username());
        assertThat(toggle(page)).not().isChecked();
        assertThat(ledger.state(UUID.fromString(other.id()))
                        .consentState("le-chat")
                        .isOptedOut())
                .isTrue();
        visit.faults().clear();
    }

    /** Delays every response, in milliseconds. */
    private static void delayNetwork(Page page, int latency) {
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", latency);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", -1);
        var cdp = page.context().newCDPSession(page);
        cdp.send("Network.enable");
        cdp.send("Network.emulateNetworkConditions", conditions);
    }

    private Visit visit(Browsing.Wish... wishes) {
        var visit = browsing.visit(wishes);
        BrowserSession.copy(Visitor.signedIn(person), visit, home);
        visit.open(home.resolve("/settings").toString());
        return visit;
    }

    private Page arrive() {
        return visit().page();
    }

    /** Waits until the next press counts as a new one. */
    private void expectOneChoice(Page page, String as, Runnable presses) {
        assertThat(ready(page)).isVisible();
        var before = choices();
        var wasOn = toggle(page).getAttribute("aria-checked").equals("true");
        presses.run();
        assertThat(toggle(page)).hasAttribute("aria-checked", String.valueOf(!wasOn));
        assertThat(ready(page)).isVisible();
        assertThat(choices()).as(as).isEqualTo(before + 1);
    }

    private long choices() {
        return Recorded.entries(ledger, account).stream()
                .filter(entry -> entry.isChoice())
                .count();
    }

    private static Locator ready(Page page) {
        return page.locator("#le-chat-choice:not([aria-busy])").getByRole(AriaRole.SWITCH);
    }

    private static Locator toggle(Page page) {
        return page.locator("#le-chat").getByRole(AriaRole.SWITCH);
    }
}
