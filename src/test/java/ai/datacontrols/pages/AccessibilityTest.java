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
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page in every mode and language. Faults that the browser reports (console, other hosts) fail a test as well.
 * A page costs about a second and so does one run of axe, so {@code mvn verify} checks the pages that differ in their
 * elements in the narrowest window, and the main pages in every mode and in the language with the longest words;
 * {@code -Pthorough} checks all pages in all modes and languages, and runs axe on every page in every mode in English
 * and in the narrowest window in the language with the longest words. The findings of axe depend on elements and colours:
 * the words of a further language change neither.
 */
@QuarkusTest
class AccessibilityTest {

    static final Iterable<KnownPage> MAIN = KnownPage.MAIN;

    private static final String[] ENGLISH = {"en"};
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");

    /** The language with the longest words. */
    private static final String WIDEST = "de";

    private static int runs;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @AfterAll
    static void count() {
        Figures.write("axe", List.of("axe ran %d times on %d pages".formatted(runs, KnownPage.values().length)));
    }

    static Set<KnownPage> pages() {
        return THOROUGH ? EnumSet.allOf(KnownPage.class) : KnownPage.DISTINCT;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasNoFaultsFitsItsWindowAndDoesNotMove(KnownPage known) {
        var visit = known.reader().visit(browsing, home);
        for (var language : languages(known)) {
            visit.page().context().addCookies(List.of(BrowserSession.cookie("language", language, home)));
            known.arrive(visit, home);
            assertThat(visit.page().locator("html").getAttribute("lang")).isEqualTo(language);
            for (var mode : modes(known, language)) {
                mode.apply(visit.page());
                check(visit, language + " " + mode, isCheckedByAxe(language, mode));
            }
            Mode.REDUCED_MOTION.apply(visit.page());
            assertThat(visit.moving()).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("MAIN")
    void hasNoFaultWithoutJavaScript(KnownPage known) {
        for (var language : THOROUGH ? KnownPage.LANGUAGES : ENGLISH) {
            check(known.open(browsing, home, locale(language), noJavaScript()), language + " without JavaScript", true);
        }
    }

    private static String[] languages(KnownPage known) {
        return THOROUGH || KnownPage.MAIN.contains(known) ? KnownPage.LANGUAGES : ENGLISH;
    }

    private static Set<Mode> modes(KnownPage known, String language) {
        if (THOROUGH || KnownPage.MAIN.contains(known) && language.equals(ENGLISH[0])) {
            return Mode.of(known);
        }
        return EnumSet.of(Mode.NARROW);
    }

    /** For axe, a page with reduced motion is the same document. */
    private static boolean isCheckedByAxe(String language, Mode mode) {
        return language.equals(ENGLISH[0])
                ? mode != Mode.REDUCED_MOTION
                : language.equals(WIDEST) && mode == Mode.NARROW;
    }

    private static void check(Visit visit, String mode, boolean axe) {
        assertThat(visit.isWiderThanItsWindow()).as("scrolls sideways: " + mode).isFalse();
        if (axe) {
            assertThatNoException().as(mode).isThrownBy(visit::axe);
            runs++;
        }
    }
}
