package ai.datacontrols.settings.history;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.demo.People;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The history page, by day and page. */
@QuarkusTest
class HistoryTest {

    /** Has 200 entries. */
    private static final SharedPerson HUGO = SharedPerson.of(People.HUGO);

    @Test
    void readsLikeSentences() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        visitor.press("le-chat", Map.of());
        visitor.press("le-chat", Map.of());

        var page = Visitor.html(visitor.get("/settings/history"));

        assertThat(page.select(".history li > p:first-child").eachText())
                .containsExactly(
                        "You opted back in to training on le Chat. What you write on le Chat from then on may be used to train models.",
                        "You opted out of training on le Chat. From then on, what you write on le Chat is not used to train models. The same holds for what you wrote before.",
                        "Your le Chat plan became Free. What you write on le Chat from then on may be used to train models.");
        assertThat(page.select(".history li").eachAttr("id")).containsExactly("entry-3", "entry-2", "entry-1");
        assertThat(page.select(".history li a").eachAttr("href"))
                .containsExactly("/settings/receipts/3", "/settings/receipts/2");
    }

    @Test
    void showsNoStartOrEndOfUseIfThePlanExcludesIt() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "team")));
        visitor.press("le-chat", Map.of());

        assertThat(Visitor.html(visitor.get("/settings/history"))
                        .select(".history li > p:first-child")
                        .eachText())
                .containsExactly("You opted out of training on le Chat.", "Your le Chat plan became Team.");
    }

    @Test
    void anEmptyHistoryExplainsWhatWillBeHere() {
        var page = Visitor.html(Visitor.signedIn(Realm.newPerson(Map.of())).get("/settings/history"));

        assertThat(page.select(".card h2").text()).isEqualTo("No entries yet.");
        assertThat(page.select(".card a").attr("href")).isEqualTo("/settings");
    }

    @Test
    void readsTheLargestSequenceOfItsOwnLinks() {
        var hugo = HUGO.visitor();
        var entry = Visitor.html(hugo.get("/settings/history?entry=101"))
                .select("#entry-101 time")
                .attr("datetime");

        for (var sequence : List.of("999999999999999999", "1000000000000000000", "9223372036854775807")) {
            assertThat(Visitor.html(hugo.get("/settings/history?before=" + entry + "&sequence=" + sequence))
                            .select(".history li[id]")
                            .eachAttr("id"))
                    .as(sequence)
                    .startsWith("entry-101");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-1", "x"})
    void showsTheNewestPageForAMalformedSequence(String sequence) {
        var hugo = HUGO.visitor();

        var page = Visitor.html(hugo.get("/settings/history?before=2020-01-01T00:00:00Z&sequence=" + sequence));

        assertThat(page.select(".history li").eachText())
                .isNotEmpty()
                .isEqualTo(Visitor.html(hugo.get("/settings/history"))
                        .select(".history li")
                        .eachText());
    }

    @Test
    void pagesTogetherShowEachEntryOnceInOrder() {
        var hugo = HUGO.visitor();
        var ids = new ArrayList<Integer>();
        var times = new ArrayList<Instant>();
        var months = new ArrayList<String>();
        for (var page = Visitor.html(hugo.get("/settings/history")); page != null; page = older(hugo, page)) {
            page.select(".history li[id]").eachAttr("id").forEach(id -> ids.add(number(id)));
            page.select(".history li[id] .aside > time:first-child")
                    .eachAttr("datetime")
                    .forEach(time -> times.add(Instant.parse(time)));
            months.addAll(page.select(".month h2").eachText());
        }

        assertThat(ids).hasSize(200).doesNotHaveDuplicates().isSortedAccordingTo(Collections.reverseOrder());
        assertThat(times).hasSize(200).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(months).hasSizeBetween(2, 60).allMatch(month -> month.matches("\\p{L}+ 20[0-9]{2}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 99, 175, 176, 200})
    void opensThePageOfAnyEntry(int entry) {
        var page = Visitor.html(HUGO.visitor().get("/settings/history?entry=" + entry));

        assertThat(page.select(".history .arrived").eachAttr("id")).containsExactly("entry-" + entry);
        assertThat(page.select("[autofocus]").eachAttr("id")).containsExactly("entry-" + entry);
        assertThat(page.select(".history li").size()).isLessThanOrEqualTo(HistoryPage.SIZE);
    }

    @Test
    void opensThePageOfAnEntryOnADayWithMoreThanAPageOfEntries() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        for (var time = 0; time < 30; time++) {
            visitor.press("le-chat", Map.of());
        }

        var page = Visitor.html(visitor.get("/settings/history?entry=3"));

        assertThat(page.select(".history .arrived").eachAttr("id")).containsExactly("entry-3");
        assertThat(page.select(".history li[id]").eachAttr("id")).containsExactly("entry-3", "entry-2", "entry-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entry=999",
                "entry=x",
                "entry=",
                "before=x",
                "before=&sequence=1",
                "before=2026-01-01",
                "before=2026-01-01T00:00Z",
                "before=%2B1000000000-12-31T23:59:59Z",
                "before=-0044-03-15T12:00:00Z"
            })
    void anInvalidPageCursorShowsTheNewestPage(String query) {
        var hugo = HUGO.visitor();

        assertThat(lines(hugo, "/settings/history?" + query))
                .hasSize(HistoryPage.SIZE)
                .isEqualTo(lines(hugo, "/settings/history"));
    }

    private static List<String> lines(Visitor visitor, String path) {
        return Visitor.html(visitor.get(path)).select(".history li").eachText();
    }

    private static Document older(Visitor visitor, Document page) {
        List<String> next = page.select("[rel=next]").eachAttr("href");
        return next.isEmpty() ? null : Visitor.html(visitor.get(next.get(0)));
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring("entry-".length()));
    }
}
