package ai.datacontrols.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header of every page is one row: brand, signed-in person, menu and sign-out; narrow windows have a native menu. */
@QuarkusTest
class HeaderTest {

    private static final int HIGHEST = 64;

    private static final int[] WIDTHS = {320, 375, 960, 1280};

    /** Returns what sticks out of the header or of the window. */
    private static final String FAULTS = """
            highest => {
              const header = document.querySelector('header');
              const box = header.getBoundingClientRect();
              const visible = [...header.querySelectorAll('a, summary, .menu-person, .menu-mail')]
                  .filter(element => element.checkVisibility() && element.getBoundingClientRect().height > 0);
              return [
                ...(box.height > highest ? ['the header is ' + box.height + ' px high'] : []),
                ...visible.filter(element => {
                  const {top, bottom, left, right} = element.getBoundingClientRect();
                  return top < box.top || bottom > box.bottom || left < 0 || right > innerWidth;
                }).map(element => 'outside: ' + element.outerHTML),
                ...(header.scrollWidth > innerWidth ? ['wider than the window'] : [])].join('\\n');
            }""";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    static Set<KnownPage> pages() {
        return Boolean.getBoolean("thorough") ? EnumSet.allOf(KnownPage.class) : KnownPage.DISTINCT;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isOneRowOnEveryPage(KnownPage known) {
        var visit = known.reader().visit(browsing, home);
        for (var language : known == KnownPage.SETTINGS ? KnownPage.LANGUAGES : new String[] {"de"}) {
            visit.page().context().addCookies(List.of(BrowserSession.cookie("language", language, home)));
            known.arrive(visit, home);
            for (var width : WIDTHS) {
                visit.page().setViewportSize(width, 700);
                assertThat(visit.page().evaluate(FAULTS, HIGHEST))
                        .as("%s, %d px", language, width)
                        .isEqualTo("");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {375, 1280})
    void theMenuNeedsNoScript(int width) {
        var visit = KnownPage.SETTINGS.open(browsing, home, Browsing.noJavaScript(), Browsing.width(width));
        var history = link(visit.page(), "History");
        if (width < 960) {
            assertThat(history).not().isVisible();
            visit.page().locator("header summary").click();
        }

        assertThat(history).isVisible();
        assertThat(link(visit.page(), "Sign out")).isVisible();
        visit.axe();
        history.click();

        assertThat(visit.page().locator("h1")).hasText("History");
    }

    @Test
    void theWayBackIsAboveTheTitle() {
        for (var known : List.of(KnownPage.RULES_FROM_LE_CHAT, KnownPage.CHECK, KnownPage.PLANS)) {
            var page = known.open(browsing, home, Browsing.width(375)).page();
            assertThat(page.locator("header .back")).hasCount(0);
            assertThat(page.locator("main .back + h1")).isVisible();
        }
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
