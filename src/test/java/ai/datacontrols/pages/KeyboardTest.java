package ai.datacontrols.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page can be used with a keyboard alone, in document order and with visible focus. */
@QuarkusTest
class KeyboardTest {

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @ParameterizedTest
    @MethodSource("pages")
    void focusReachesEverythingAndIsVisible(KnownPage known) {
        var visit = known.open(browsing, home);
        for (var mode : modes(known)) {
            mode.apply(visit.page());
            assertThat(visit.faultsOfTabbing()).as(mode.name()).isEmpty();
        }
    }

    /** Returns the pages that differ in their focusable elements; with {@code -Pthorough} all pages. */
    static Set<KnownPage> pages() {
        return Boolean.getBoolean("thorough")
                ? EnumSet.allOf(KnownPage.class)
                : EnumSet.of(
                        KnownPage.RULES,
                        KnownPage.SETTINGS,
                        KnownPage.SETTINGS_WITH_PRIVACY_CONTROL,
                        KnownPage.SETTINGS_EXCLUDED_BY_PLAN,
                        KnownPage.CHECK_WITH_FAULTS,
                        KnownPage.CHECK_OPTED_OUT,
                        KnownPage.PLANS,
                        KnownPage.HISTORY,
                        KnownPage.HISTORY_OLDER,
                        KnownPage.RECEIPT,
                        KnownPage.SUPPORT_ACCOUNT_AS_OF,
                        KnownPage.SUPPORT_READS,
                        KnownPage.NOT_FOUND);
    }

    @Test
    void theFirstTabOffersToSkipTheMenu() {
        for (var known : KnownPage.MAIN) {
            var page = known.open(browsing, home).page();
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            assertThat(page.locator(".skip")).isInViewport();
            page.keyboard().press("Enter");
            assertThat(page.locator("main")).isFocused();
        }
    }

    /** In the narrowest window, another element comes first. */
    private static Set<Mode> modes(KnownPage known) {
        return KnownPage.MAIN.contains(known)
                ? EnumSet.of(Mode.LIGHT, Mode.NARROW, Mode.DARK, Mode.FORCED_COLORS)
                : EnumSet.of(Mode.NARROW);
    }
}
