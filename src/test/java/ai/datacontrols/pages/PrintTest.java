package ai.datacontrols.pages;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.Media;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On paper there are neither menus nor buttons nor forms. */
@QuarkusTest
class PrintTest {

    /** The switch shows its state, which paper needs. */
    private static final String ONLY_FOR_SCREENS =
            "header, footer, nav, button:not(.switch), .button, .skip, .back, input, select";

    private static final String VISIBLE = """
            selector => [...document.querySelectorAll(selector)]
                .filter(element => element.checkVisibility() && element.getClientRects().length > 0)
                .filter(element => element.type != 'hidden')
                .map(element => element.outerHTML)""";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    static Set<KnownPage> pages() {
        return KnownPage.DISTINCT;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hidesMenusAndButtons(KnownPage known) {
        var page = known.open(browsing, home).page();
        page.emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.evaluate(VISIBLE, ONLY_FOR_SCREENS)).isEqualTo(List.of());
        assertThat(page.locator("h1").isVisible()).isTrue();
    }
}
