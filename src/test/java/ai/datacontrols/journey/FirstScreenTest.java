package ai.datacontrols.journey;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.parts.Realm;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After following a link to the settings, the switch is in view, and after pressing it the confirmation. */
@QuarkusTest
class FirstScreenTest {

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @ParameterizedTest
    @CsvSource({
        "free, , le-chat, 375, 667",
        "free, , le-chat, 1280, 800",
        "student, , le-chat, 375, 667",
        "team, , le-chat, 375, 667",
        "team, , le-chat, 1280, 800",
        ", , le-chat, 375, 667",
        ", , le-chat, 1280, 800",
        ", experiment, la-plateforme, 375, 667",
        ", experiment, la-plateforme, 1280, 800",
        "pro, experiment, la-plateforme, 375, 667",
        "pro, experiment, la-plateforme, 1280, 800"
    })
    void switchAndNoticeAreInView(String chatPlan, String platformPlan, String product, int width, int height) {
        var plans = new HashMap<String, String>();
        plans.computeIfAbsent("le-chat", id -> chatPlan);
        plans.computeIfAbsent("la-plateforme", id -> platformPlan);
        var visit = browsing.visit();
        visit.page().setViewportSize(width, height);
        var link = "/settings?product=%1$s&from=%1$s".formatted(product);
        var page = ChromiumSignIn.arrive(visit, home.resolve(link), Realm.newPerson(Map.copyOf(plans)))
                .page();
        assertThat(bottom(page, product + "-switch")).isLessThanOrEqualTo(height);

        page.locator("#" + product + "-switch").click();
        page.locator("#" + product + "-status:not(:empty)").waitFor();

        assertThat(page.evaluate("scrollY")).isEqualTo(0);
        assertThat(bottom(page, product + "-status")).isLessThanOrEqualTo(height);
    }

    private static double bottom(Page page, String id) {
        var bottom = page.evaluate("id => document.getElementById(id).getBoundingClientRect().bottom", id);
        return ((Number) bottom).doubleValue();
    }
}
