package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language of pages: the browser's until the person chooses another, which is stored in the profile. */
@QuarkusTest
class LanguageTest {

    /** Never chooses a language. */
    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    @Inject
    Ledger ledger;

    @ParameterizedTest
    @CsvSource({
        "en-US, Settings, Sign in",
        "fr-CA, Réglages, Se connecter",
        "de-AT, Einstellungen, Anmelden",
        "es-MX, Configuración, Iniciar sesión",
        "it, Impostazioni, Accedi"
    })
    void usesTheBrowsersLanguageHereAndAtKeycloak(String browser, String title, String signIn) {
        var language = browser.substring(0, 2);
        var visitor = new Visitor(browser);

        var toKeycloak = visitor.get("/settings");
        // a browser of another language, so that only ui_locales can set it
        var atKeycloak = new Visitor("pt").get(toKeycloak.header("Location"));
        var page = visitor.signIn("/settings", PERSON.account());

        assertThat(language(atKeycloak)).isEqualTo(language);
        assertThat(Visitor.html(atKeycloak).select("#kc-login").text()).isEqualTo(signIn);
        assertThat(language(page)).isEqualTo(language);
        assertThat(Visitor.html(page).select("h1").text()).isEqualTo(title);
        assertThat(page.header("Content-Language")).isEqualTo(language);
        assertThat(kept(PERSON.account())).as("not chosen").isNull();
    }

    @Test
    void keycloakUsesOurLanguageInsteadOfItsOwnCookie() {
        var atKeycloak = new Visitor("en");
        var before = new Visitor("en").get("/settings").header("Location");
        var choices = Visitor.html(atKeycloak.get(before)).select("[href*=kc_locale=fr], [value*=kc_locale=fr]");
        var french = choices.first().hasAttr("href") ? choices.attr("href") : choices.attr("value");
        var home = URI.create(before);
        assertThat(language(atKeycloak.get(home.resolve(french).toString()))).isEqualTo("fr");

        var german = new Visitor("de").get("/settings").header("Location");

        assertThat(language(atKeycloak.get(german))).isEqualTo("de");
    }

    @Test
    void requestsTheSecondFactorInTheSameLanguage() {
        var staff = Realm.newStaff("support");
        var visitor = new Visitor("it");

        var secondFactor = visitor.passwordOfStaff("/support", staff);

        assertThat(language(Visitor.html(secondFactor))).isEqualTo("it");
        assertThat(Visitor.html(secondFactor).select("#kc-otp-login-form")).isNotEmpty();
        assertThat(language(visitor.secondFactor("/support", staff))).isEqualTo("it");
        assertThat(language(visitor.get("/support?language=de"))).isEqualTo("de");
        assertThat(kept(staff)).isEqualTo("de");
    }

    @Test
    void usesTheChosenLanguageInAnotherBrowser() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var here = new Visitor("en");
        here.signIn("/settings", person);

        assertThat(language(here.get("/settings/history?language=de"))).isEqualTo("de");
        assertThat(kept(person)).isEqualTo("de");

        var elsewhere = new Visitor("fr");
        assertThat(language(elsewhere.get("/"))).isEqualTo("fr");
        assertThat(language(elsewhere.signIn("/settings/history", person))).isEqualTo("de");
        assertThat(language(elsewhere.get("/"))).isEqualTo("de");
        assertThat(language(elsewhere.get("/settings"))).isEqualTo("de");
    }

    @Test
    void theLanguageOfTheProfileReplacesTheBrowsersAtSignIn() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var old = new Visitor("en");
        old.signIn("/settings", person);
        old.get("/settings?language=it");
        assertThat(kept(person)).isEqualTo("it");

        var other = new Visitor("en");
        other.signIn("/settings", person);
        other.get("/settings?language=es");
        assertThat(language(old.get("/settings")))
                .as("while the session continues")
                .isEqualTo("it");
        signOut(old, person);
        assertThat(language(old.get("/"))).isEqualTo("it");

        assertThat(language(old.signIn("/settings", person))).isEqualTo("es");
        assertThat(kept(person)).isEqualTo("es");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?language=it", "/settings?language=it", "/support?language=it"})
    void aLanguageChosenBeforeSignInIsNotStoredInTheProfile(String link) {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var elsewhere = new Visitor("en");
        elsewhere.signIn("/settings", person);
        elsewhere.get("/settings?language=es");
        var visitor = new Visitor("en");

        visitor.get(link);

        assertThat(visitor.get("/settings").header("Location")).contains("ui_locales=it");
        assertThat(language(visitor.signIn("/settings", person))).isEqualTo("it");
        assertThat(kept(person)).as("the language in the profile").isEqualTo("es");
        signOut(visitor, person);
        assertThat(language(visitor.signIn("/settings", PERSON.account()))).isEqualTo("it");
        assertThat(kept(PERSON.account())).as("the language in the profile").isNull();
    }

    @Test
    void signingInFromALanguageLinkStoresNoLanguageInTheProfile() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = new Visitor("en");

        assertThat(language(visitor.signIn("/settings?language=it", person))).isEqualTo("it");
        assertThat(kept(person)).isNull();
    }

    @Test
    void aLanguageChosenAfterSignInReplacesTheBrowsers() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = new Visitor("en");
        visitor.signIn("/settings?language=it", person);

        assertThat(language(visitor.get("/settings?language=fr"))).isEqualTo("fr");

        assertThat(kept(person)).isEqualTo("fr");
        assertThat(language(visitor.get("/settings"))).isEqualTo("fr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aLinkOfAnotherSiteIsShownInItsLanguageButStoresNone(String site) {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = new Visitor("en");
        visitor.signIn("/settings", person);
        visitor.get("/settings?language=es");

        assertThat(language(visitor.copy().with("Sec-Fetch-Site", site).get("/settings?language=it")))
                .isEqualTo("it");

        assertThat(kept(person)).as("the language in the profile").isEqualTo("es");
        var without = new Visitor("en").with("Sec-Fetch-Site", site);
        assertThat(language(without.get("/?language=it"))).isEqualTo("it");
        assertThat(without.cookie("language")).isNull();
    }

    @Test
    void storesTheLanguageOfALinkOfThePageOnly() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = new Visitor("en");
        visitor.signIn("/settings", person);
        var home = RestAssured.baseURI + ":" + RestAssured.port;

        for (var referer : List.of("https://evil.example/", home + ".evil.example/", "x")) {
            visitor.copy().with("Sec-Fetch-Site", "").with("Referer", referer).get("/settings?language=it");
            assertThat(kept(person)).as(referer).isNull();
        }
        visitor.copy()
                .with("Sec-Fetch-Site", "same-origin")
                .with("Sec-Fetch-Mode", "cors")
                .get("/settings?language=it");
        assertThat(kept(person)).as("read by the page's script").isNull();
        visitor.copy().with("Sec-Fetch-Site", "same-origin").get("/settings?language=fr");
        assertThat(kept(person)).isEqualTo("fr");
        visitor.copy()
                .with("Sec-Fetch-Site", "")
                .with("Referer", home + "/settings")
                .get("/settings?language=de");
        assertThat(kept(person)).isEqualTo("de");
    }

    @Test
    void anotherPersonsLanguageInTheSameBrowserIsNotStoredInTheProfile() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var shared = new Visitor("en");
        shared.signIn("/settings", person);
        shared.get("/settings?language=fr");
        signOut(shared, person);
        var other = PERSON.account();

        assertThat(language(shared.signIn("/settings", other)))
                .as("from the browser's cookie")
                .isEqualTo("fr");
        assertThat(kept(other)).as("not chosen").isNull();
    }

    @Test
    void recordsAChoiceInTheLanguageOfItsForm() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = new Visitor("en");
        var german = visitor.signIn("/settings?language=de", person);
        assertThat(Visitor.html(german).select("#le-chat-switch .switch-label").text())
                .isEqualTo("Meine Unterhaltungen mit le Chat zum Training der Modelle nutzen");
        visitor.get("/settings?language=es");

        visitor.press(german, "le-chat", Map.of());
        visitor.get("/settings?language=it");

        assertThat(Recorded.history(ledger, UUID.fromString(person.id())).events())
                .last()
                .satisfies(event ->
                        assertThat(event.metadata().noticeShown().language()).isEqualTo("de"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x", "a\"b", "%00", "en,fr", ".signed-in", "xx.chosen"})
    void ignoresAMalformedCookie(String value) {
        var visitor = new Visitor("de").withCookie("language", value);

        assertThat(visitor.signIn("/settings", PERSON.account()).statusCode()).isEqualTo(200);
        assertThat(kept(PERSON.account())).isNull();
    }

    @Test
    void theLanguageSwitchNamesEachLanguageInThatLanguage() {
        var links = Visitor.html(new Visitor("es").get("/?from=le-chat")).select("footer a");

        assertThat(links.eachText()).containsExactly("English", "Français", "Deutsch", "Español", "Italiano");
        assertThat(links.eachAttr("lang")).containsExactly("en", "fr", "de", "es", "it");
        assertThat(links.eachAttr("hreflang")).containsExactly("en", "fr", "de", "es", "it");
        assertThat(links.select("[aria-current]").eachText()).containsExactly("Español");
        assertThat(links.eachAttr("href")).contains("?from=le-chat&language=it");
    }

    /** Signs out here and, as a browser would by following the redirect, at Keycloak. */
    private static void signOut(Visitor visitor, Account person) {
        visitor.get("/sign-out");
        Realm.endSessions(person);
    }

    private static String kept(Account person) {
        return QuarkusTransaction.requiringNew().call(() -> AccountProfile.language(UUID.fromString(person.id())));
    }

    private static String language(Response page) {
        return language(Visitor.html(page));
    }

    private static String language(Document page) {
        return page.select("html").attr("lang");
    }
}
