package ai.datacontrols.journey;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.demo.People;
import ai.datacontrols.ledger.Backdated;
import ai.datacontrols.pages.BrowserSession;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first screen after a link to the settings: the switch, the saved notice, and a card of few words. */
@QuarkusTest
class FirstScreenTest {

    private static final int HIGHEST_CARD = 420;
    private static final int MOST_WORDS = 90;

    /** A phone and, last, a desktop. */
    private static final List<Screen> SCREENS = List.of(new Screen(375, 667), new Screen(1280, 800));

    private record Screen(int width, int height) {
        void apply(Page page) {
            page.setViewportSize(width, height);
        }
    }

    /** Returns the elements that show less than they contain, or stick out of the window. */
    private static final String CLIPPED = """
            () => [...document.querySelectorAll('body *')]
                .filter(element => !element.closest('svg, .unseen, header, .skip') && element.checkVisibility())
                .filter(element => {
                  const style = getComputedStyle(element);
                  return element.getBoundingClientRect().right > innerWidth + 1
                      || style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
                })
                .map(element => element.outerHTML.slice(0, 200))
                .join('\\n')""";

    private static final Map<String, String> ON_FREE = Map.of("le-chat", "free");
    private static final SharedPerson OPTED_IN = SharedPerson.onPlans(ON_FREE);
    private static final SharedPerson OPTED_OUT =
            SharedPerson.onPlans(ON_FREE).who(visitor -> visitor.press("le-chat", Map.of()));
    private static final SharedPerson WITH_TWO_PRODUCTS = SharedPerson.onPlans(
                    Map.of("le-chat", "pro", "la-plateforme", "experiment"))
            .who(visitor -> visitor.press("le-chat", Map.of()));

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @Inject
    Backdated backdated;

    @ParameterizedTest
    @CsvSource({
        "free, , le-chat",
        "student, , le-chat",
        "team, , le-chat",
        ", , le-chat",
        ", experiment, la-plateforme",
        ", scale, la-plateforme",
        "pro, experiment, le-chat",
        "pro, experiment, la-plateforme"
    })
    void switchAndNoticeAreInView(String chatPlan, String platformPlan, String product) {
        var plans = new HashMap<String, String>();
        plans.computeIfAbsent("le-chat", id -> chatPlan);
        plans.computeIfAbsent("la-plateforme", id -> platformPlan);
        var page = open(Visitor.signedIn(Realm.newPerson(Map.copyOf(plans))), product, "en");
        for (var screen : SCREENS) {
            screen.apply(page);
            assertThat(bottom(page, product + "-switch")).as("%s", screen).isLessThanOrEqualTo(screen.height);
        }
        assertThat(bottom(page, product) - top(page, product)).isLessThanOrEqualTo(HIGHEST_CARD);
        assertThat(words(page, product)).hasSizeLessThanOrEqualTo(MOST_WORDS);

        page.locator("#" + product + "-switch").click();
        page.locator("#" + product + "-status:not(:empty)").waitFor();

        for (var screen : SCREENS) {
            screen.apply(page);
            assertThat(page.evaluate("scrollY")).isEqualTo(0);
            assertThat(bottom(page, product + "-status")).as("%s", screen).isLessThanOrEqualTo(screen.height);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "es", "de", "it"})
    void isInViewInEveryLanguage(String language) {
        var page = open(Visitor.signedIn(Realm.newPerson(ON_FREE)), "le-chat", language);
        page.setViewportSize(375, 667);
        page.reload();

        page.locator("#le-chat-switch").click();
        page.locator("#le-chat-status:not(:empty)").waitFor();

        assertThat(bottom(page, "le-chat-status")).isLessThanOrEqualTo(667);
    }

    @Test
    void theSwitchOfEachDemoAccountIsInView() {
        for (var person : People.ALL) {
            if (person.plans().isEmpty() || person == People.SAM) {
                continue;
            }
            for (var product : person.plans().keySet()) {
                var page = open(SharedPerson.of(person).visitor(), product, "en");
                for (var screen : SCREENS) {
                    screen.apply(page);
                    assertThat(bottom(page, product + "-choice"))
                            .as("%s %s", person.username(), screen)
                            .isLessThanOrEqualTo(screen.height);
                }
                assertThat(bottom(page, product) - top(page, product))
                        .as(person.username())
                        .isLessThanOrEqualTo(HIGHEST_CARD);
                assertThat(words(page, product)).as(person.username()).hasSizeLessThanOrEqualTo(MOST_WORDS);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"OPTED_OUT", "OPTED_IN"})
    void aFoldedCardIsShortWithAHistory(Choice last) {
        var person = Realm.newPerson(ON_FREE);
        var history = AccountHistory.EMPTY
                .with(new PlanStarted(metadata(1, "2024-03-13T12:00:00Z"), "le-chat", "free"))
                .with(new ChoiceMade(metadata(2, "2025-11-24T12:00:00Z"), "le-chat", Choice.OPTED_OUT));
        backdated.happenedTo(
                UUID.fromString(person.id()),
                last == Choice.OPTED_OUT
                        ? history
                        : history.with(
                                new ChoiceMade(metadata(3, "2026-05-14T12:00:00Z"), "le-chat", Choice.OPTED_IN)));

        var page = open(Visitor.signedIn(person), "le-chat", "en");

        page.setViewportSize(1280, 800);
        assertThat(bottom(page, "le-chat") - top(page, "le-chat")).isLessThanOrEqualTo(HIGHEST_CARD);
        assertThat(words(page, "le-chat")).hasSizeLessThanOrEqualTo(MOST_WORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr"})
    void nothingIsClippedInANarrowWindowOrWithLargeText(String language) {
        var page = open(WITH_TWO_PRODUCTS.visitor(), "le-chat", language);
        page.setViewportSize(320, 700);
        assertThat(page.evaluate(CLIPPED)).isEqualTo("");

        page.setViewportSize(375, 667);
        page.evaluate("document.documentElement.style.fontSize = '200%'");

        assertThat(page.evaluate(CLIPPED)).isEqualTo("");
        page.locator(".card-rows summary").all().forEach(row -> row.click());
        assertThat(page.evaluate(CLIPPED)).isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource({"en, opt-out", "en, none", "de, opt-out", "fr, none", "es, none", "it, none"})
    void theSwitchIsOnTheFirstScreenWithTextAt200PercentOnAPhone(String language, String choice) {
        var person = choice.equals("opt-out") ? OPTED_OUT : OPTED_IN;
        var page = open(person.visitor(), "le-chat", language);
        page.setViewportSize(375, 667);

        page.evaluate("document.documentElement.style.fontSize = '200%'");

        assertThat(bottom(page, "le-chat-switch")).isLessThanOrEqualTo(667);
        assertThat(
                        page.evaluate(
                                "Math.max(...[...document.querySelectorAll('header, header summary')].map(it => it.getBoundingClientRect().right))"))
                .isEqualTo(375);
        assertThat(page.evaluate("document.querySelector('.truths').checkVisibility() && scrollY === 0"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void thePrintedSwitchSaysOnOrOff(boolean isOn) {
        var page = open((isOn ? OPTED_IN : OPTED_OUT).visitor(), "le-chat", "en");

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.locator("#le-chat-switch").innerText()).endsWith(isOn ? "On" : "Off");
        assertThat(page.locator("header").isVisible()).isFalse();
    }

    private Page open(Visitor visitor, String product, String language) {
        var visit = browsing.visit(Browsing.locale(language));
        BrowserSession.copy(visitor, visit, home);
        var link = "/settings?product=%1$s&from=%1$s&language=%2$s".formatted(product, language);
        return visit.open(home.resolve(link).toString());
    }

    private static EventMetadata metadata(long sequence, String at) {
        return new EventMetadata(sequence, Instant.parse(at), Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, null);
    }

    private static List<String> words(Page page, String id) {
        return List.of(page.locator("#" + id).innerText().trim().split("\\s+"));
    }

    private static double top(Page page, String id) {
        return edge(page, id, "top");
    }

    private static double bottom(Page page, String id) {
        return edge(page, id, "bottom");
    }

    private static double edge(Page page, String id, String edge) {
        var value = page.evaluate(
                "([id, edge]) => document.getElementById(id).getBoundingClientRect()[edge]", List.of(id, edge));
        return ((Number) value).doubleValue();
    }
}
