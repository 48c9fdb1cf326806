package ai.datacontrols.settings.check;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Backdated;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Cases;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.DecisionQuery;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page "Check" shows the decision, or the errors of the form. */
@QuarkusTest
class CheckTest {

    @Inject
    Backdated backdated;

    @Inject
    Ledger ledger;

    @Inject
    PolicyTimeline timeline;

    @ParameterizedTest
    @ValueSource(strings = {"/cases.yaml", "/further-cases.yaml"})
    void showsTheDecisionOfEveryDecisionCase(String file) throws IOException {
        var answered = 0;
        try (var cases = getClass().getResourceAsStream(file)) {
            for (Cases.Case each : Cases.read(cases).cases()) {
                var person = Realm.newPerson(Map.of());
                var visitor = Visitor.signedIn(person);
                var account = UUID.fromString(person.id());
                backdated.happenedTo(account, each.accountHistory());
                for (Cases.Asked asked : each.ask()) {
                    var query = asked.question();
                    var known = timeline.at(Instant.now());
                    if (known.product(query.product()).isEmpty()
                            || !known.kinds().contains(query.data())) {
                        continue;
                    }
                    var page = visitor.get("/settings/check?product=%s&data=%s&created=%s&rating=%s&comment=%s"
                            .formatted(
                                    query.product(),
                                    query.data(),
                                    local(query.createdAt()),
                                    asked.rating(),
                                    asked.comment()));

                    var decision = timeline.decide(
                            new DecisionQuery(
                                    query.product(), query.data(), query.createdAt(), query.feedback(), Instant.now()),
                            Recorded.history(ledger, account));
                    var answer = Visitor.html(page).select("#answer");
                    assertThat(answer.attr("data-reason"))
                            .as("%s: %s", each.name(), asked)
                            .isEqualTo(decision.reason().name());
                    assertThat(answer.select("#verdict").text()).startsWith(decision.permitted() ? "Yes" : "No");
                    assertThat(answer.select("#rule").isEmpty())
                            .as("%s: %s", each.name(), asked)
                            .isEqualTo(decision.rule() == null);
                    assertThat(answer.select("#decided-by a").attr("href"))
                            .as("%s: %s", each.name(), asked)
                            .isEqualTo(
                                    decision.entry() == null
                                            ? ""
                                            : "/settings/history?entry=%1$d#entry-%1$d"
                                                    .formatted(decision.entry().sequence()));
                    answered++;
                }
            }
        }
        assertThat(answered).isGreaterThan(10);
    }

    @Test
    void namesTheRuleAndTheDecidingEntry() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "pro")));
        visitor.press("le-chat", Map.of());

        var answer = Visitor.html(visitor.get("/settings/check?product=le-chat&data=input-output&created="
                        + local(Instant.now().truncatedTo(ChronoUnit.MILLIS)) + "&from=le-chat"))
                .select("#answer");

        assertThat(answer.select("#verdict").text()).isEqualTo("No, it is not used: you opted out.");
        assertThat(answer.select("#rule").text())
                .startsWith("Conversations on Free, Pro and Student.")
                .contains("unless you opt out");
        assertThat(answer.select("#rule a").attr("href")).isEqualTo("/?from=le-chat#chat-personal");
        assertThat(answer.select("#decided-by").text()).startsWith("You opted out of training on le Chat.");
        assertThat(answer.select("#decided-by a").attr("href"))
                .isEqualTo("/settings/history?entry=2&from=le-chat#entry-2");
        assertThat(answer.select("li").last().text()).isEqualTo("An opt-out is in force.");
    }

    @ParameterizedTest
    @CsvSource({
        "le-fax,  input-output, 2026-01-01T00:00, item,    Choose one of our products.",
        "le-chat, voice,        2026-01-01T00:00, item,    Choose one of the kinds of data.",
        "le-chat, input-output, '',               created, Enter the day when it was created.",
        "le-chat, input-output, yesterday,        created, This day or time could not be read. Write them like this: 2026-03-04 and 15:30",
        "le-chat, input-output, 2026-13-45T99:99, created, This day or time could not be read. Write them like this: 2026-03-04 and 15:30",
        "le-chat, input-output, 2026-01-31T12:00Z, created, This day or time could not be read. Write them like this: 2026-03-04 and 15:30",
        "le-chat, input-output, -0044-03-15T12:00, created, This day or time could not be read. Write them like this: 2026-03-04 and 15:30",
        "le-chat, input-output, 0000-01-01T00:00, created, This day or time could not be read. Write them like this: 2026-03-04 and 15:30",
        "le-chat, input-output, 9999-01-01T00:00, created, This is in the future. Enter a day and time that has passed."
    })
    void invalidInputIsReportedBesideItsField(String product, String data, String created, String field, String words) {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));

        var page = Visitor.html(visitor.get("/settings/check?asked=true&rating=true&product=%s&data=%s&created=%s"
                .formatted(product, data, created)));

        assertThat(page.select("#answer")).isEmpty();
        assertThat(page.select("#faults li").eachText()).containsExactly(words);
        assertThat(page.select("#faults a").attr("href")).isEqualTo("#" + field);
        var faulty = page.select("[aria-invalid=true]");
        assertThat(faulty.eachAttr("id")).containsExactly(field);
        assertThat(page.getElementById(faulty.attr("aria-describedby")).text()).isEqualTo(words);
        assertThat(page.select("#item option[selected]").val()).isEqualTo(product + "/" + data);
        var isRead = created.startsWith("2026-01-01") || created.startsWith("9999");
        assertThat(page.select("#created").val()).isEqualTo(isRead ? created.substring(0, 10) : created);
        assertThat(page.select("#time").val()).isEqualTo(isRead ? "00:00" : "");
        assertThat(page.select("#created").attr("type"))
                .isEqualTo(words.contains("could not be read") ? "text" : "date");
        assertThat(page.select("#rating").hasAttr("checked")).isTrue();
    }

    @Test
    void anEmptyFormHasNoErrors() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));

        var page = Visitor.html(visitor.get("/settings/check?product=la-plateforme&data=ocr"));

        assertThat(page.select("#faults, #answer, [aria-invalid]")).isEmpty();
        assertThat(page.select("option[selected]").eachAttr("value")).containsExactly("la-plateforme/ocr");
    }

    @Test
    void reportsAllErrorsTogetherAndEscapesHostileContent() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));

        var page = visitor.get("/settings/check?product=%3Cscript%3E&data=%22%3E%3Cimg%20src=x%3E&created=%3Cb%3E");

        assertThat(Visitor.html(page).select("#faults li")).hasSize(3);
        assertThat(Visitor.html(page).select("main script, main img, main b")).isEmpty();
        assertThat(Visitor.html(page).select("#item option[selected]").val()).startsWith("<script>/");
    }

    @Test
    void respondsToHtmxWithTheSamePartOfThePage() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        var path = "/settings/check?product=la-plateforme&data=ocr&created=2026-01-01T00:00";

        var page = visitor.get(path);
        var part = visitor.copy().with("HX-Request", "true").get(path);

        assertThat(part.asString()).doesNotContain("<html");
        assertThat(verdict(part)).isEqualTo(verdict(page)).contains("never used, on any plan");
        assertThat(Visitor.html(part).select("#languages a").attr("href")).contains("created=2026-01-01T00");
    }

    @Test
    void showsTheTimeZone() {
        var person = Realm.newPerson(Map.of());
        var visitor = Visitor.signedIn(person);

        var page = Visitor.html(visitor.get("/settings/check"));

        assertThat(page.select("label[for=time]").text()).contains("Coordinated Universal Time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:05+01:00",
                "2026-01-31T12:00:05%2B01:00",
                "2026-01-31T11:00:05Z",
                "2026-01-31T06:00:05-05:00"
            })
    void acceptsAnInstantWithAnOffsetInALink(String created) {
        var page = Visitor.html(Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "team")))
                .get("/settings/check?product=le-chat&data=input-output&created=" + created));

        assertThat(page.select("#faults")).isEmpty();
        assertThat(page.select("#answer").attr("data-reason")).isEqualTo("PLAN_EXCLUDED");
        assertThat(page.select("#answer .aside time").first().attr("datetime")).isEqualTo("2026-01-31T11:00:05Z");
        assertThat(page.select("#answer .aside").first().text()).contains("11:00:05");
        assertThat(page.select("#created").attr("type")).isEqualTo("date");
        assertThat(page.select("#created").val()).isEqualTo("2026-01-31");
        assertThat(page.select("#time").val()).isEqualTo("11:00:05");
    }

    @Test
    void showsBothPartsOfAMinuteInEveryLanguage() {
        var person = Realm.newPerson(Map.of());
        var visitor = Visitor.signedIn(person);
        var minute = Instant.parse("2026-03-01T23:03:00Z");
        backdated.happenedTo(
                UUID.fromString(person.id()),
                AccountHistory.EMPTY
                        .with(new PlanStarted(metadata(1, minute.minusSeconds(60)), "le-chat", "free"))
                        .with(new ChoiceMade(metadata(2, minute.minusSeconds(30)), "le-chat", Choice.OPTED_OUT))
                        .with(new ChoiceMade(metadata(3, minute.plusSeconds(33)), "le-chat", Choice.OPTED_IN)));
        var path = "/settings/check?product=le-chat&data=input-output&created=";

        var page = Visitor.html(visitor.get(path + "2026-03-01T23:03"));
        assertThat(page.select("#verdict").text()).isEqualTo("The answer changed within this minute.");
        assertThat(page.select("#parts li").eachAttr("data-reason"))
                .containsExactly("NOT_USABLE_SINCE_CREATION", "OPTED_IN");
        assertThat(page.select("#parts li").eachText().get(0)).startsWith("Until 23:03:33 (UTC): No, ");
        assertThat(page.select("#parts li").eachText().get(1)).startsWith("From 23:03:33 (UTC) on: Yes, ");
        assertThat(page.select("#parts a").attr("href")).isEqualTo("/settings/history?entry=3#entry-3");
        Map.of("fr", "Jusqu’à", "de", "Bis", "es", "Hasta las", "it", "Fino alle ore")
                .forEach((language, until) -> {
                    var translated = Visitor.html(visitor.get(path + "2026-03-01T23:03&language=" + language));
                    assertThat(translated.select("#parts li").text()).startsWith(until + " 23:03:33");
                });

        for (var whole :
                List.of("2026-03-01T23:01", "2026-03-01T23:04", "2026-03-01T23:03:32", "2026-03-01T23:03:33Z")) {
            assertThat(Visitor.html(visitor.get(path + whole)).select("#answer[data-reason]"))
                    .as(whole)
                    .hasSize(1);
        }
    }

    @Test
    void offersOnlyTheKindsOfDataThatAProductHas() {
        var page = Visitor.html(
                Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free"))).get("/settings/check"));

        assertThat(page.select("#item option").eachAttr("value"))
                .containsExactly(
                        "le-chat/input-output",
                        "le-chat/feedback",
                        "la-plateforme/input-output",
                        "la-plateforme/ocr",
                        "la-plateforme/fine-tuning");
        assertThat(page.select("#item option").first().text()).isEqualTo("Messages, attached documents and answers");
    }

    @Test
    void acceptsALinkForDataThatAProductDoesNotHave() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));

        var page = Visitor.html(
                visitor.get("/settings/check?product=le-chat&data=ocr&created=2026-01-01&time=10:00&from=le-chat"));

        assertThat(page.select("#verdict").text()).isEqualTo("No: le Chat has no such data (OCR files).");
        assertThat(page.select("#decided-by")).isEmpty();
        assertThat(page.select("#instead").text()).startsWith("Files you attach belong to the message");
        var instead = Visitor.html(visitor.get(page.select("#instead a").attr("href")));
        assertThat(instead.select("#item option[selected]").val()).isEqualTo("le-chat/input-output");
        assertThat(instead.select("#created").val()).isEqualTo("2026-01-01");
        assertThat(instead.select("#time").val()).isEqualTo("10:00");
        assertThat(instead.select("#answer")).hasSize(1);
    }

    @Test
    void showsThePeriodInWhichDataMayHaveBeenUsed() {
        var person = Realm.newPerson(Map.of());
        var visitor = Visitor.signedIn(person);
        var day = Instant.parse("2026-03-02T00:00:00Z");
        backdated.happenedTo(
                UUID.fromString(person.id()),
                AccountHistory.EMPTY
                        .with(new PlanStarted(metadata(1, day.plusSeconds(8 * 3600)), "le-chat", "free"))
                        .with(new ChoiceMade(metadata(2, day.plusSeconds(30 * 3600)), "le-chat", Choice.OPTED_OUT)));

        var minute = visitor.get("/settings/check?item=le-chat/input-output&created=2026-03-02&time=10:00");
        assertThat(verdict(minute))
                .isEqualTo("No, not any more. It may have been used between 2 March 2026, 10:00 (UTC)"
                        + " and 3 March 2026, 06:00 (UTC).");
        assertThat(Visitor.html(minute).select("#reason").text()).endsWith("can’t be undone.");

        var whole = Visitor.html(visitor.get("/settings/check?item=le-chat/input-output&created=2026-03-02"));
        assertThat(whole.select("#verdict").text()).isEqualTo("The answer changed on this day.");
        assertThat(whole.select("#time").val()).isEmpty();
        assertThat(whole.select("#parts li").eachText().get(0)).contains("No, it is not used: you opted out.");
        assertThat(whole.select("#parts li").eachText().get(1)).contains("No, not any more.");

        var after = visitor.get("/settings/check?item=le-chat/input-output&created=2026-03-03&time=06:00");
        assertThat(verdict(after)).isEqualTo("No, it is not used: you opted out.");
        assertThat(verdict(
                        visitor.get("/settings/check?item=le-chat/feedback&created=2026-03-02&time=10:00&rating=true")))
                .contains("feedback counts only");
    }

    @Test
    void tellsTheEndsOfAShortPeriodApart() {
        var minute = Instant.parse("2026-03-02T06:56:00Z");
        assertThat(verdictAfterUse(minute.plusSeconds(3), minute.plusSeconds(41)))
                .isEqualTo("No, not any more. It may have been used between 2 March 2026, 06:56:03 (UTC)"
                        + " and 2 March 2026, 06:56:41 (UTC).");
        assertThat(verdictAfterUse(minute.plusMillis(3_120), minute.plusMillis(3_480)))
                .isEqualTo("No, not any more. It may have been used between 2 March 2026, 06:56:03.120000 (UTC)"
                        + " and 2 March 2026, 06:56:03.480000 (UTC).");
    }

    @Test
    void tellsThePartsOfAnAnswerApart() {
        var visitor = usedBetween(Instant.parse("2026-03-02T06:56:03.120Z"), Instant.parse("2026-03-02T06:56:03.480Z"));

        var parts = Visitor.html(visitor.get("/settings/check?item=le-chat/input-output&created=2026-03-02"))
                .select("#parts li")
                .eachText();

        assertThat(parts).hasSize(3);
        assertThat(parts.get(0)).startsWith("Until 06:56:03.120000 (UTC):");
        assertThat(parts.get(1))
                .startsWith("From 06:56:03.120000 (UTC) until 06:56:03.480000 (UTC): No, not any more. It may have been"
                        + " used between 2 March 2026, 06:56:03.120000 (UTC) and 2 March 2026, 06:56:03.480000 (UTC).");
        assertThat(parts.get(2)).startsWith("From 06:56:03.480000 (UTC) on:");
    }

    private String verdictAfterUse(Instant from, Instant until) {
        return verdict(usedBetween(from, until).get("/settings/check?item=le-chat/input-output&created=" + from));
    }

    private Visitor usedBetween(Instant from, Instant until) {
        var person = Realm.newPerson(Map.of());
        var visitor = Visitor.signedIn(person);
        backdated.happenedTo(
                UUID.fromString(person.id()),
                AccountHistory.EMPTY
                        .with(new PlanStarted(metadata(1, from), "le-chat", "free"))
                        .with(new ChoiceMade(metadata(2, until), "le-chat", Choice.OPTED_OUT)));
        return visitor;
    }

    private static EventMetadata metadata(long sequence, Instant at) {
        return new EventMetadata(sequence, at, Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, null);
    }

    private static String verdict(Response page) {
        return Visitor.html(page).select("#verdict").text();
    }

    private static String local(Instant instant) {
        return instant.toString().replace("Z", "");
    }
}
