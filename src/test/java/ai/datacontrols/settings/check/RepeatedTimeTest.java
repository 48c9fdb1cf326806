package ai.datacontrols.settings.check;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Backdated;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A time of day that occurs twice, because the clocks went back, can be asked about both times. */
@QuarkusTest
class RepeatedTimeTest {

    private static final String CHECK = "/settings/check?item=le-chat/input-output&asked=true&created=";

    /** 02:30 in Paris for the first time. */
    private static final Instant FIRST = Instant.parse("2026-10-25T00:30:00Z");

    private static final Instant SECOND = Instant.parse("2026-10-25T01:30:00Z");

    @Inject
    Backdated backdated;

    private Visitor visitor;

    /** Opted out between the two. */
    @BeforeEach
    void optOutBetweenTheTwo() {
        var person = Realm.newPerson(Map.of());
        visitor = Visitor.signedIn(person).withCookie("__Host-zone", "Europe/Paris");
        backdated.happenedTo(
                UUID.fromString(person.id()),
                AccountHistory.EMPTY
                        .with(new PlanStarted(metadata(1, FIRST.minusSeconds(3600)), "le-chat", "free"))
                        .with(new ChoiceMade(metadata(2, FIRST.plusSeconds(1800)), "le-chat", Choice.OPTED_OUT)));
    }

    @Test
    void offersBothOccurrencesAndAnswersForTheFirst() {
        var page = check("2026-10-25&time=02:30");

        assertThat(askedAbout(page)).isEqualTo(FIRST.toString());
        assertThat(page.select("#occurrence legend").text()).isEqualTo("The clocks went back: this time came twice");
        assertThat(page.select("#occurrence label").eachText()).containsExactly("02:30 (CEST)", "02:30 (CET)");
        assertThat(page.select("#occurrence [checked]").val()).isEqualTo("false");
    }

    @Test
    void answersForTheSecondIfChosen() {
        var page = check("2026-10-25&time=02:30&later=true");

        assertThat(askedAbout(page)).isEqualTo(SECOND.toString());
        assertThat(page.select("#occurrence [checked]").val()).isEqualTo("true");
        assertThat(page.select("#answer").attr("data-reason")).isEqualTo("OPTED_OUT");
    }

    @Test
    void aLinkWithAnInstantSelectsItsOccurrence() {
        var page = check(SECOND.toString());

        assertThat(page.select("#time").val()).isEqualTo("02:30");
        assertThat(askedAbout(page)).isEqualTo(SECOND.toString());
        assertThat(page.select("#occurrence [checked]").val()).isEqualTo("true");
    }

    @Test
    void theLinkToMessagesKeepsTheOccurrence() {
        var page =
                Visitor.html(visitor.get("/settings/check?item=le-chat/ocr&created=2026-10-25&time=02:30&later=true"));

        var instead = Visitor.html(visitor.get(page.select("#instead a").attr("href")));

        assertThat(askedAbout(instead)).isEqualTo(SECOND.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-10-25&time=01:59",
                "2026-10-25&time=03:00",
                "2026-10-25",
                "2026-03-29&time=02:30",
                "2026-10-24&time=02:30&later=true"
            })
    void offersNoChoiceForAnyOtherTime(String created) {
        assertThat(check(created).select("#occurrence")).isEmpty();
    }

    @Test
    void aTimeThatOccursOnceIgnoresTheChoice() {
        assertThat(askedAbout(check("2026-10-24&time=02:30&later=true"))).isEqualTo("2026-10-24T00:30:00Z");
    }

    /** The plan began at 01:30, the opt-out is of 02:00. */
    @ParameterizedTest
    @CsvSource({
        "es, Hasta la 1:30:00 (CEST):, Desde la 1:30:00 (CEST) hasta las 2:00:00 (CET):",
        "it, Fino alle ore 01:30:00 (CEST):, Dalle ore 01:30:00 (CEST) alle ore 02:00:00 (CET):"
    })
    void theHourFitsItsArticle(String language, String until, String fromUntil) {
        var parts = check("2026-10-25&language=" + language).select("#parts li").eachText();

        assertThat(parts.get(0)).startsWith(until);
        assertThat(parts.get(1)).startsWith(fromUntil);
    }

    private Document check(String created) {
        return Visitor.html(visitor.get(CHECK + created));
    }

    private static String askedAbout(Document page) {
        return page.select("#answer .aside time").first().attr("datetime");
    }

    private static EventMetadata metadata(int sequence, Instant at) {
        return new EventMetadata(sequence, at, Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, null);
    }
}
