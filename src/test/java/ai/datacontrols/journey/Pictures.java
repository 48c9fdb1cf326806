package ai.datacontrols.journey;

import static ai.datacontrols.browser.Browsing.dark;
import static ai.datacontrols.browser.Browsing.locale;
import static ai.datacontrols.browser.Browsing.width;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.browser.Visit;
import ai.datacontrols.demo.People;
import ai.datacontrols.demo.Person;
import ai.datacontrols.parts.Account;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Takes screenshots of the pages: {@code mvn test -Dtest=Pictures}. Those of README and users.md go to docs, the rest
 * to target.
 */
@QuarkusTest
class Pictures {

    private static final Path TO_LOOK_AT = Path.of("target", "pictures");

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @Test
    void takesScreenshotsOfThePages() {
        var bianca = signedIn(browsing.visit(), "/settings?from=le-chat", People.BIANCA);
        bianca.page().setViewportSize(820, 900);
        take(bianca, Path.of("docs", "settings.png"), false);
        take(bianca, TO_LOOK_AT.resolve("settings.png"), true);
        bianca.page().locator("#le-chat-switch").click();
        bianca.page().locator("#le-chat-status:not(:empty)").waitFor();
        take(bianca, TO_LOOK_AT.resolve("settings-opted-out.png"), true);
        bianca.page().locator("#le-chat-status a").click();
        take(bianca, Path.of("docs", "receipt.png"), true);
        bianca.open(home.resolve("/settings/plans").toString());
        take(bianca, Path.of("docs", "plans.png"), false);
        bianca.open(home.resolve("/settings/check?product=le-chat&data=input-output&created=2026-06-01T10:00")
                .toString());
        take(bianca, Path.of("docs", "check.png"), true);
        bianca.open(home.toString());
        take(bianca, TO_LOOK_AT.resolve("rules.png"), true);
        var olga = signedIn(browsing.visit(dark(), locale("fr")), "/settings", People.OLGA);
        take(olga, TO_LOOK_AT.resolve("settings-dark-french.png"), true);
        var phone = signedIn(browsing.visit(width(320)), "/settings", People.TAMARA);
        take(phone, TO_LOOK_AT.resolve("settings-team-phone.png"), true);
        phone.open(home.toString());
        take(phone, TO_LOOK_AT.resolve("rules-phone.png"), true);
        var nora = signedIn(browsing.visit(), "/settings", People.NORA);
        take(nora, TO_LOOK_AT.resolve("settings-no-plan.png"), true);
        var hugo = signedIn(browsing.visit(), "/settings/history", People.HUGO);
        take(hugo, TO_LOOK_AT.resolve("history.png"), true);
        hugo.open(home.resolve("/nowhere").toString());
        take(hugo, TO_LOOK_AT.resolve("not-found.png"), true);
    }

    private Visit signedIn(Visit visit, String path, Person person) {
        return ChromiumSignIn.arrive(
                visit, home.resolve(path), new Account(person.id().toString(), person.username(), People.PASSWORD));
    }

    private static void take(Visit visit, Path file, boolean whole) {
        visit.page().screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(whole));
    }
}
