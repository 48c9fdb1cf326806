package ai.datacontrols.pages;

import static ai.datacontrols.browser.Browsing.locale;
import static ai.datacontrols.browser.Browsing.noJavaScript;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.browser.Visit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every page in every mode and language. What the browser notices (console, other hosts) fails a test as well. {@code mvn
 * verify} looks at the main pages in every language and at the others where there is least room; {@code -Pthorough} at all.
 */
@QuarkusTest
class AccessibilityTest {

    static final Iterable<KnownPage> MAIN = KnownPage.MAIN;

    private static final boolean THOROUGH = Boolean.getBoolean("thorough");

    private static int looks;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @AfterAll
    static void count() {
        Figures.write(
                "axe",
                List.of(
                        "axe looked %d times: %d pages; light and 320 px, the main ones in %d languages and 3 more modes"
                                .formatted(looks, KnownPage.values().length, KnownPage.LANGUAGES.length)));
    }

    @ParameterizedTest
    @EnumSource
    void hasNoFaultAndFitsItsWindowAndStandsStill(KnownPage known) {
        var visit = known.reader().visit(browsing, home);
        for (var language : languages(known)) {
            visit.page().context().addCookies(List.of(Somebody.cookie("language", language, home)));
            known.arrive(visit, home);
            assertThat(visit.page().locator("html").getAttribute("lang")).isEqualTo(language);
            for (var mode : modes(known, language)) {
                mode.wear(visit.page());
                look(visit, language + " " + mode);
            }
            Mode.REDUCED_MOTION.wear(visit.page());
            assertThat(visit.moving()).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("MAIN")
    void hasNoFaultWithoutJavaScript(KnownPage known) {
        for (var language : KnownPage.LANGUAGES) {
            look(known.open(browsing, home, locale(language), noJavaScript()), language + " without JavaScript");
        }
    }

    private static String[] languages(KnownPage known) {
        return THOROUGH || KnownPage.MAIN.contains(known) ? KnownPage.LANGUAGES : new String[] {KnownPage.LANGUAGES[0]};
    }

    private static Set<Mode> modes(KnownPage known, String language) {
        if (THOROUGH || KnownPage.MAIN.contains(known) && language.equals(KnownPage.LANGUAGES[0])) {
            return Mode.of(known);
        }
        return EnumSet.of(Mode.NARROW);
    }

    private static void look(Visit visit, String mode) {
        assertThatNoException().as(mode).isThrownBy(visit::axe);
        assertThat(visit.isWiderThanItsWindow()).as("scrolls sideways: " + mode).isFalse();
        looks++;
    }
}
