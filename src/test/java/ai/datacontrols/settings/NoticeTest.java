package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A receipt quotes the texts of the page whose form was submitted, and nothing else. */
@QuarkusTest
class NoticeTest {

    private static final String SWITCH = "#le-chat-choice form:has(#le-chat-switch)";
    private static final String WITHDRAWAL = "#le-chat-now form:has(#le-chat-withdraw)";
    private static final List<String> LANGUAGES = List.of("en", "fr", "de", "es", "it");
    private static final String OFFER = "#le-chat-choice form:has([value=PRIVACY_CONTROL_OFFER])";
    private static final String PLANS = "#le-chat-choice form";

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    /** Language, address, form, plan when the page was loaded, and plan when the form was submitted. */
    static Stream<Arguments> forms() {
        return Stream.concat(
                LANGUAGES.stream()
                        .flatMap(language -> Stream.of(
                                Arguments.of(language, "/settings", SWITCH, "free", "free"),
                                Arguments.of(language, "/settings", SWITCH, "team", "team"),
                                Arguments.of(language, "/settings", OFFER, "free", "free"),
                                Arguments.of(language, "/settings/plans", PLANS, "free", "free"))),
                Stream.of("en", "de")
                        .flatMap(language -> Stream.of(
                                Arguments.of(language, "/settings", SWITCH, "free", "team"),
                                Arguments.of(language, "/settings", SWITCH, "team", "free"),
                                Arguments.of(language, "/settings", SWITCH, null, "free"),
                                Arguments.of(language, "/settings", OFFER, "free", "team"),
                                Arguments.of(language, "/settings/plans", PLANS, "team", "free"),
                                Arguments.of(language, "/settings/plans", PLANS, null, "team"))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void quotesThePageOfTheFormEvenIfThePlanHasChangedSince(
            String language, String path, String form, String shownPlan, String planAtChoice) {
        var person = person(shownPlan);
        var visitor = signedIn(person, language).with("Sec-GPC", "1");
        var page = visitor.get(path);
        if (!Objects.equals(shownPlan, planAtChoice)) {
            planRecorder.report(new SubscriptionReport(UUID.fromString(person.id()), "le-chat", planAtChoice, null));
        }

        assertThat(submit(visitor, page, form).statusCode()).isEqualTo(303);

        assertQuotes(visitor, person, page, form);
    }

    static Stream<Arguments> switchlessPages() {
        return LANGUAGES.stream()
                .flatMap(language -> Stream.of(Arguments.of(language, "team"), Arguments.of(language, null)));
    }

    @ParameterizedTest
    @MethodSource("switchlessPages")
    void quotesThePageOfAWithdrawal(String language, String plan) {
        var person = person(plan);
        var visitor = signedIn(person, language);
        visitor.press("le-chat", Map.of());
        var page = visitor.get("/settings");

        assertThat(submit(visitor, page, WITHDRAWAL).statusCode()).isEqualTo(303);

        assertThat(last(person).kind).isEqualTo(LedgerEntry.Kind.CHOICE_WITHDRAWN);
        assertQuotes(visitor, person, page, WITHDRAWAL);
    }

    /** Pages that were loaded before the release name version 1, whose texts stay published. */
    @Test
    void quotesTheTextsOfAnEarlierNoticeVersion() {
        var person = person("team");
        var visitor = signedIn(person, "en");
        var fields = fields(visitor.get("/settings"), SWITCH);
        fields.put("noticeVersion", "1");

        assertThat(visitor.post("/settings/le-chat/opt-out", fields).statusCode())
                .isEqualTo(303);

        var receipt = json(visitor, person);
        assertThat(receipt.<String>get("shown.effect")).isEqualTo("This holds for any plan you move to later.");
        assertThat(receipt.<String>get("shown.rule")).endsWith("There is nothing to switch, on or off.");
        assertThat(receipt.<String>get("shown.textVersion")).isEqualTo("1");
    }

    @Test
    void recordsTheTextVersionsOfThePage() {
        var person = person("free");
        var visitor = signedIn(person, "en");

        visitor.press("le-chat", Map.of());

        var noticeShown = last(person).toEvent().metadata().noticeShown();
        assertThat(noticeShown.policyVersion()).isEqualTo("1");
        assertThat(noticeShown.textVersion()).isEqualTo("2");
        assertThat(noticeShown.noticeVersion()).isEqualTo("2");
    }

    @Test
    void recordsAWithdrawalWithoutANoticeOfAVersionThatHadNone() {
        var person = person("team");
        var visitor = signedIn(person, "en");
        visitor.press("le-chat", Map.of());
        var fields = fields(visitor.get("/settings"), WITHDRAWAL);
        fields.put("noticeVersion", "1");

        assertThat(visitor.post("/settings/le-chat/withdraw", fields).statusCode())
                .isEqualTo(303);

        assertThat(last(person).toEvent().metadata().noticeShown()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"en", "de"})
    void quotesThePageOfAnOptIn(String language) {
        var person = person("free");
        var visitor = signedIn(person, language);
        visitor.press("le-chat", Map.of());
        var page = visitor.get("/settings");

        assertThat(submit(visitor, page, SWITCH).statusCode()).isEqualTo(303);

        assertThat(last(person).kind).isEqualTo(LedgerEntry.Kind.OPTED_IN);
        assertQuotes(visitor, person, page, SWITCH);
    }

    @Test
    void replacesTheWholePageIfItShowedAnotherPlan() {
        var person = person("team");
        var visitor = signedIn(person, "en");
        var page = visitor.get("/settings");
        planRecorder.report(new SubscriptionReport(UUID.fromString(person.id()), "le-chat", "free", null));

        var saved = submit(visitor.copy().with("HX-Request", "true"), page, SWITCH);

        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.header("HX-Redirect")).endsWith("/settings?product=le-chat&recorded=3");
        assertThat(Visitor.html(visitor.get("/settings?product=le-chat&recorded=3"))
                        .select("#le-chat")
                        .text())
                .contains("Saved on")
                .contains("unless you opt out")
                .doesNotContain("never used to train");
    }

    @ParameterizedTest
    @CsvSource({
        "noticePlace,",
        "noticePlace, MOON",
        "noticePlace, ADVANCE_OPT_OUT",
        "noticePlace, ADVANCE_WITHDRAWAL",
        "noticeVersion,",
        "noticeVersion, 99",
        "noticePlan, team",
        "noticePlan, pro",
        "noticePlan, gold",
        "noticePlan, ''",
        "policyVersion,",
        "policyVersion, 99",
        "language,",
        "language, xx"
    })
    void recordsAnOptOutWithoutANoticeIfTheFormNamesNoneThatExists(String field, String value) {
        var person = person("free");
        var visitor = signedIn(person, "en");
        var page = visitor.get("/settings");
        var fields = fields(page, SWITCH);
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }

        assertThat(visitor.post("/settings/le-chat/opt-out", fields).statusCode())
                .isEqualTo(303);

        var entry = last(person);
        assertThat(entry.kind).isEqualTo(LedgerEntry.Kind.OPTED_OUT);
        assertThat(entry.toEvent().metadata().noticeShown()).isNull();
        assertThat(entry.hashedText()).as("encoded as before").doesNotContain("notice");
        var receipt = Visitor.html(visitor.get("/settings/receipts/2"));
        assertThat(receipt.select("blockquote")).isEmpty();
        assertThat(receipt.select("section[aria-labelledby=shown]").text())
                .contains("The exact words that you were shown were not recorded with this choice.")
                .doesNotContain("Word for word");
        assertThat(json(visitor, person).<Object>get("shown")).isNull();
    }

    private void assertQuotes(Visitor visitor, Account person, Response page, String form) {
        var quoted = Visitor.html(visitor.get("/settings/receipts/" + last(person).sequence))
                .select("blockquote p")
                .eachText();
        var text = Visitor.html(page).select("main").text();
        assertThat(quoted)
                .isNotEmpty()
                .contains(form(page, form)
                        .select("button .switch-label, button:not(:has(.switch-label))")
                        .text())
                .flatMap(NoticeTest::sentences)
                .allSatisfy(sentence -> assertThat(text).contains(sentence));
        var shown = json(visitor, person).<String, Object>getMap("shown");
        assertThat(Stream.of("introduction", "label", "effect", "rule")
                        .map(shown::get)
                        .filter(Objects::nonNull)
                        // as text() of a page has it
                        .map(value -> value.toString().replace('\u00a0', ' ')))
                .isEqualTo(quoted);
    }

    private static List<String> sentences(String text) {
        return List.of(text.split("(?<=[.?!:]) +"));
    }

    private static Response submit(Visitor visitor, Response page, String form) {
        return visitor.post(form(page, form).attr("action"), fields(page, form));
    }

    private static Map<String, String> fields(Response page, String form) {
        var fields = new HashMap<String, String>();
        form(page, form).select("input").forEach(input -> fields.put(input.attr("name"), input.val()));
        return fields;
    }

    private static Element form(Response page, String form) {
        return Visitor.html(page).select(form).first();
    }

    private static Account person(String plan) {
        return Realm.newPerson(plan == null ? Map.of("la-plateforme", "scale") : Map.of("le-chat", plan));
    }

    private static Visitor signedIn(Account person, String language) {
        var visitor = new Visitor(language);
        assertThat(visitor.signIn("/settings", person).statusCode()).isEqualTo(200);
        return visitor;
    }

    private LedgerEntry last(Account person) {
        var entries = Recorded.entries(ledger, UUID.fromString(person.id()));
        return entries.get(entries.size() - 1);
    }

    private JsonPath json(Visitor visitor, Account person) {
        return JsonPath.from(visitor.get("/settings/receipts/" + last(person).sequence + ".json")
                .asString());
    }
}
