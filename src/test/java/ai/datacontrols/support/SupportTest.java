package ai.datacontrols.support;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of an account shows staff what its owner sees, and why, and changes nothing. */
@QuarkusTest
class SupportTest extends StaffPages {

    @Test
    void showsThePersonsStateAndItsReasons() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = Visitor.signedIn(person);
        theirs.press("le-chat", Map.of());

        var page = Visitor.html(access(person));

        assertThat(page.select("#le-chat .facts").text())
                .contains("opted out on")
                .contains("(entry 2)");
        assertThat(page.select("#le-chat .steps li").eachText())
                .hasSize(9)
                .first()
                .isEqualTo("The account is known.");
        assertThat(page.select("#le-chat .steps [data-reason]").text())
                .startsWith("An opt-out is in force.")
                .contains("Entry 2 decided it.")
                .contains("Rule chat-personal, policy version 1");
        var entry = page.select("#entry-2");
        assertThat(entry.text()).contains("Opted out of training on le Chat.").contains("the person, settings page");
        assertThat(entry.select("blockquote").attr("lang")).isEqualTo("en");
        assertThat(entry.select("blockquote").text())
                .contains("Use my le Chat conversations to train models")
                .contains("Switch this off, and no conversation is used, old or new.");
        assertThat(page.select("form[method=post]"))
                .as("no form changes anything")
                .isEmpty();
    }

    @Test
    void showsTheNoticeInTheLanguageThePersonRead() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var reader = new Visitor("fr");
        reader.signIn("/settings", person);
        reader.press("le-chat", Map.of());

        var words = Visitor.html(access(person)).select("#entry-2 blockquote");

        assertThat(words.attr("lang")).isEqualTo("fr");
        assertThat(words.text()).contains("Si vous désactivez ce réglage");
        assertThat(words.select("p").eachText())
                .isEqualTo(Visitor.html(reader.get("/settings/receipts/2"))
                        .select("blockquote p")
                        .eachText());
    }

    @Test
    void showsTheStateAsOfAPastInstant() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = Visitor.signedIn(person);
        var before = Api.json(
                        "pipeline-chat",
                        "{'account':'%s','product':'le-chat','data':'ocr','createdAt':'2026-01-01T00:00:00Z'}"
                                .formatted(person.id()))
                .post("/decisions")
                .<String>path("asOf");
        theirs.press("le-chat", Map.of());

        var now = access(person);
        var read = Visitor.html(now).select("input[name=read]").first().val();
        var then = Visitor.html(
                support.get("/support/accounts/" + person.id() + "?read=" + read + "&asOf=" + before.replace("Z", "")));

        assertThat(Visitor.html(now).select("#le-chat .steps [data-reason]").text())
                .startsWith("An opt-out is in force.");
        assertThat(then.select("#moment").text()).startsWith("This is how it was on");
        assertThat(then.select("#le-chat .steps [data-reason]").text()).startsWith("The plan allows use");
        assertThat(then.select("#entry-2")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, could not be read",
        "2126-01-01T00:00, lies in the future",
        "9999999999-01-01T00:00, could not be read"
    })
    void showsTheCurrentStateAndAnErrorForAnInvalidInstant(String moment, String words) {
        var person = PERSON.account();
        var read = read(access(person));

        var page = Visitor.html(support.get("/support/accounts/" + person.id() + "?read=" + read + "&asOf=" + moment));

        assertThat(page.select("#fault").text()).contains(words);
        assertThat(page.select("#asOf").val()).as("the input is kept").isEqualTo(moment);
    }

    @Test
    void showsTheDecisionForTheDataOfAQuery() {
        var person = PERSON.account();
        var read = read(access(person));
        var question = "/support/accounts/" + person.id() + "?read=" + read + "&product=%s&data=%s&created=%s%s";

        assertThat(answer(question.formatted("le-chat", "input-output", "2020-01-01T00:00", "")))
                .startsWith("No, it is not used. It could not be used at every moment since it was created.");
        assertThat(answer(question.formatted("la-plateforme", "ocr", "2020-01-01T00:00", "")))
                .startsWith("No, it is not used. This kind of data is never used");
        assertThat(answer(question.formatted("le-chat", "feedback", "2020-01-01T00:00", "&rating=true&comment=true")))
                .contains("No plan was known then.");
        assertThat(Visitor.html(support.get(question.formatted("le-chat", "ocr", "tomorrow", "")))
                        .select("#fault")
                        .text())
                .contains("could not be read");
    }

    @Test
    void namesThePersonInTitleAndHeading() {
        var page = Visitor.html(access(PERSON.account()));

        var address = PERSON.account().username() + "@example.org";
        assertThat(page.title()).startsWith(address + ", " + REASON);
        assertThat(page.select("h1").text()).isEqualTo(address);
        assertThat(page.select("main").text()).contains("Test Person");
    }

    @Test
    void showsTheHistoryAndFoldsTheExplanation() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        Visitor.signedIn(person).press("le-chat", Map.of());

        var page = Visitor.html(access(person));

        assertThat(page.select("main ol.history")).hasSize(1);
        assertThat(page.select("details ol.history")).isEmpty();
        assertThat(page.select("#le-chat-why ol.steps")).hasSize(1);
        assertThat(page.select("details#le-chat-why > summary").text()).isEqualTo("Why An opt-out is in force.");
        assertThat(page.select("details#le-chat-why").hasAttr("open")).isFalse();
    }

    @Test
    void showsWhatThePersonReads() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = Visitor.signedIn(person);
        theirs.press("le-chat", Map.of());

        var reads = Visitor.html(access(person)).select("#le-chat-reads").text();

        var settings = Visitor.html(theirs.get("/settings"));
        assertThat(reads)
                .contains(settings.select("#le-chat-truth .truth").text())
                .contains(settings.select("#le-chat-obedience").text())
                .contains(settings.select("#le-chat-past").text());
        assertThat(settings.select("#le-chat-obedience").text()).contains("pipeline");
    }

    @ParameterizedTest
    @CsvSource({"en, Hello", "fr, Bonjour", "de, Guten Tag", "es, Hola", "it, Buongiorno"})
    void offersAReplyInThePersonsLanguage(String language, String greeting) {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = new Visitor(language);
        theirs.signIn("/settings?language=" + language, person);
        theirs.press("le-chat", Map.of());

        var reply = Visitor.html(access(person)).select("textarea[readonly]");

        assertThat(reply.attr("lang")).isEqualTo(language);
        assertThat(reply.text())
                .startsWith(greeting)
                .contains("le Chat")
                .contains("/settings/history")
                .contains("/settings/receipts/2")
                .doesNotContain("<")
                .doesNotContain("la Plateforme");
    }

    @Test
    void escapesHostileContent() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = Visitor.signedIn(person);
        var hostile = "<script>alert(1)</script>\u202Eevil\u0007" + "x".repeat(10_000);
        update(
                "update account_profile set display_name = ?, email = ? where account = ?::uuid",
                hostile.replace("\u0007", ""),
                "\"><img src=x>@example.org",
                person.id());
        search("\"><img src=x>@example.org", "<b>12345678</b>\u202E");

        var page = Visitor.html(access(person));

        assertThat(page.select("main script, main img, main b")).isEmpty();
        assertThat(page.select("main bdi").text()).contains("<script>alert(1)</script>");
        var history = Visitor.html(theirs.get("/settings/history"));
        assertThat(history.select("main script, main img, main b")).isEmpty();
    }

    private String answer(String question) {
        return Visitor.html(support.get(question)).select("#answer").text();
    }
}
