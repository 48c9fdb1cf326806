package ai.datacontrols.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.browser.Visit;
import ai.datacontrols.demo.RealmFile;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of Keycloak that people can meet, in the theme of this repository. */
@QuarkusTest
class SignInPagesTest {

    private static final Path MESSAGES = Path.of("frontend-templates/keycloak/data-controls/login/messages");

    private static Account person;
    private static Account staff;

    /** A page of the theme, and how people get there. */
    enum SignInPage {
        SIGN_IN("loginAccountTitle") {
            @Override
            void arrive(Page page, URI home) {
                page.navigate(home.resolve("/settings").toString());
            }
        },
        WRONG_PASSWORD("loginAccountTitle") {
            @Override
            void arrive(Page page, URI home) {
                SIGN_IN.arrive(page, home);
                submit(page, person.username(), "wrong");
            }
        },
        ONE_TIME_CODE("loginOtpTitle") {
            @Override
            void arrive(Page page, URI home) {
                page.navigate(home.resolve("/support").toString());
                submit(page, staff.username(), staff.password());
            }
        },
        WRONG_CODE("loginOtpTitle") {
            @Override
            void arrive(Page page, URI home) {
                ONE_TIME_CODE.arrive(page, home);
                page.locator("#otp").fill("1");
                page.locator("#kc-login").click();
            }
        },
        EXPIRED("pageExpiredTitle") {
            @Override
            void arrive(Page page, URI home) {
                SIGN_IN.arrive(page, home);
                var step = page.locator("#kc-form-login")
                        .getAttribute("action")
                        .replaceAll("execution=[^&]+", "execution=00000000-0000-4000-8000-000000000000");
                page.navigate(step);
            }
        },
        COOKIE_MISSING("errorTitle") {
            @Override
            void arrive(Page page, URI home) {
                SIGN_IN.arrive(page, home);
                var step = page.locator("#kc-form-login").getAttribute("action");
                page.context().clearCookies();
                page.navigate(step);
            }
        },
        ERROR("errorTitle") {
            @Override
            void arrive(Page page, URI home) {
                page.navigate(keycloak("auth?client_id=unknown"));
            }
        },
        SIGN_OUT("logoutConfirmTitle") {
            @Override
            void arrive(Page page, URI home) {
                page.navigate(keycloak("logout"));
            }
        },
        SIGNED_OUT("successLogout") {
            @Override
            void arrive(Page page, URI home) {
                SIGN_OUT.arrive(page, home);
                page.locator("#kc-logout").click();
            }
        };

        private final String title;

        SignInPage(String title) {
            this.title = title;
        }

        abstract void arrive(Page page, URI home);

        private static void submit(Page page, String username, String password) {
            page.locator("#username").fill(username);
            page.locator("#password").fill(password);
            page.locator("#kc-login").click();
        }

        private static String keycloak(String path) {
            return TestServices.keycloakUrl() + "/realms/" + RealmFile.REALM + "/protocol/openid-connect/" + path;
        }
    }

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @BeforeAll
    static void createPeople() {
        person = Realm.newPerson(Map.of("le-chat", "free"));
        staff = Realm.newStaff("support");
    }

    @ParameterizedTest
    @EnumSource
    void hasNoFaultsAndFitsItsWindow(SignInPage known) {
        var visit = browsing.visit();
        known.arrive(visit.page(), home);

        assertThat(visit.page().locator("h1").innerText())
                .isEqualTo(messages("en").getProperty(known.title));
        for (var mode : List.of(Mode.DARK, Mode.NARROW)) {
            mode.apply(visit.page());
            assertThat(clipped(visit)).as("clipped: " + mode).isEmpty();
            assertThatNoException().as(mode.toString()).isThrownBy(visit::axe);
        }
    }

    /** The pages that differ in their elements; with {@code -Pthorough} all. */
    static Set<SignInPage> longest() {
        return Boolean.getBoolean("thorough")
                ? EnumSet.allOf(SignInPage.class)
                : EnumSet.of(SignInPage.WRONG_PASSWORD, SignInPage.WRONG_CODE, SignInPage.SIGN_OUT);
    }

    @ParameterizedTest
    @MethodSource("longest")
    void fitsItsWindowInTheLanguageWithTheLongestWords(SignInPage known) {
        var visit = browsing.visit(Browsing.locale("de"), Browsing.width(320));
        known.arrive(visit.page(), home);

        assertThat(visit.page().locator("h1").innerText())
                .isEqualTo(messages("de").getProperty(known.title));
        assertThat(clipped(visit)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de", "es", "it"})
    void theLanguageIsThatOfTheApplication(String language) {
        var visit = browsing.visit(Browsing.locale("en"));
        visit.page().context().addCookies(List.of(BrowserSession.cookie("language", language, home)));

        visit.open(home.resolve("/settings").toString());

        assertThat(visit.page().locator("html").getAttribute("lang")).isEqualTo(language);
        var expected = messages(language);
        assertThat(visit.page().locator("h1").innerText()).isEqualTo(expected.getProperty("loginAccountTitle"));
        assertThat(visit.page().locator("main").innerText()).contains(expected.getProperty("signInHint"));
        assertThat(visit.page().locator("nav a").allInnerTexts())
                .containsExactlyInAnyOrder("English", "Français", "Deutsch", "Español", "Italiano");
    }

    @Test
    void aLanguageLinkWorksWithoutJavaScript() {
        var visit = browsing.visit(Browsing.noJavaScript());
        SignInPage.SIGN_IN.arrive(visit.page(), home);

        visit.page().locator("nav a[lang=it]").click();

        assertThat(visit.page().locator("h1").innerText())
                .isEqualTo(messages("it").getProperty("loginAccountTitle"));
    }

    @Test
    void hasTheColoursOfTheApplication() {
        var visit = browsing.visit();
        visit.open(home.resolve("/").toString());
        var colours = colours(visit);
        Mode.DARK.apply(visit.page());
        var darkColours = colours(visit);

        SignInPage.SIGN_IN.arrive(visit.page(), home);

        assertThat(colours(visit)).isEqualTo(darkColours).isNotEqualTo(colours);
        Mode.LIGHT.apply(visit.page());
        assertThat(colours(visit)).isEqualTo(colours);
    }

    /** Keycloak's own styles and fonts would be two megabytes. */
    @Test
    void loadsNothingButTheStylesOfTheThemeAndTwoScripts() {
        var visit = browsing.visit();

        visit.open(home.resolve("/settings").toString());

        assertThat(
                        visit.page()
                                .evaluate(
                                        "performance.getEntriesByType('resource').map(it => it.name.replace(/.*[/]/, '')).sort()"))
                .isEqualTo(List.of("authChecker.js", "data-controls.css", "passwordVisibility.js"));
    }

    /** Elements whose content is wider than they are, and the page if it scrolls sideways. */
    private static List<?> clipped(Visit visit) {
        return (List<?>) visit.page()
                .evaluate("[...document.querySelectorAll('html, body *')]"
                        + ".filter(it => !it.matches('input, select, option, script, .unseen'))"
                        + ".filter(it => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== 'inline' && it.clientWidth > 0)"
                        + ".map(it => it.outerHTML.slice(0, 80))");
    }

    private static Object colours(Visit visit) {
        return visit.page()
                .evaluate(
                        "[[document.body, document.documentElement]"
                                + ".map(it => getComputedStyle(it).backgroundColor).find(it => it !== 'rgba(0, 0, 0, 0)'),"
                                + " getComputedStyle(document.body).color, getComputedStyle(document.querySelector('h1')).fontFamily]");
    }

    private static Properties messages(String language) {
        var messages = new Properties();
        try (var file = Files.newBufferedReader(MESSAGES.resolve("messages_" + language + ".properties"))) {
            messages.load(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return messages;
    }
}
