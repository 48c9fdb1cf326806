package ai.datacontrols.pages;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The weight of pages on the wire, at the first visit and with a filled cache. */
@QuarkusTest
class WeightTest {

    private static final List<String> FIGURES = new ArrayList<>();

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @AfterAll
    static void write() {
        Figures.write("weight", FIGURES);
    }

    /** Returns the heaviest page of each kind; with {@code -Pthorough} more pages. */
    static Set<KnownPage> pages() {
        return Boolean.getBoolean("thorough")
                ? EnumSet.of(
                        KnownPage.RULES,
                        KnownPage.SETTINGS,
                        KnownPage.CHECK,
                        KnownPage.CHECK_OPTED_OUT,
                        KnownPage.PLANS,
                        KnownPage.HISTORY,
                        KnownPage.HISTORY_NEWEST,
                        KnownPage.RECEIPT,
                        KnownPage.SETTINGS_WITH_PRIVACY_CONTROL,
                        KnownPage.SUPPORT)
                : EnumSet.of(
                        KnownPage.RULES,
                        KnownPage.SETTINGS_WITH_PRIVACY_CONTROL,
                        KnownPage.CHECK_OPTED_OUT,
                        KnownPage.PLANS,
                        KnownPage.HISTORY_NEWEST,
                        KnownPage.SUPPORT);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isLightAndLighterTheSecondTime(KnownPage known) {
        var visit = known.reader().visit(browsing, home);
        var address = home.resolve(known.path()).toString();

        // any page renews a session whose token has expired, which adds cookies to its response
        visit.open(address);
        var first = visit.weigh(address);
        var again = visit.weighAgain(address);

        FIGURES.add("%s: first %d requests, %d bytes; again %d requests, %d bytes"
                .formatted(known, first.requests(), first.bytes(), again.requests(), again.bytes()));
        first.assertAtMost(4, 30_000);
        again.assertAtMost(1, 4_000);
        assertThat(again.requests()).as("the page itself").isEqualTo(1);
    }
}
