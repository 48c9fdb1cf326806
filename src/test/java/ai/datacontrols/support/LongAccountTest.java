package ai.datacontrols.support;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.chain.LongHistories;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** An account with more entries than a page for staff shows. */
@QuarkusTest
class LongAccountTest {

    private static final int ENTRIES = 120;

    @Inject
    LongHistories longHistories;

    @Test
    void showsTheLatestEntriesAndLinksToOlderOnes() {
        var account = UUID.randomUUID();
        var first = longHistories.ofChoices(account, ENTRIES);
        var support = Visitor.staff(Realm.newStaff("support"), "/support");
        var newest = Visitor.html(support.follow(support.search("/support", account.toString(), "ABC-1")));

        assertThat(sequences(newest)).isEqualTo(descending(120, 71));
        assertThat(newest.select("#shown").text()).isEqualTo("50 of 120 entries");
        assertThat(newest.select("#entry-72 blockquote")).isEmpty();
        assertThat(newest.select("#entry-72").text()).contains("The exact words they read were not recorded.");

        var older = older(support, account, newest);
        var oldest = older(support, account, older);

        assertThat(sequences(older)).isEqualTo(descending(70, 21));
        assertThat(sequences(oldest)).isEqualTo(descending(20, 1));
        assertThat(oldest.select("nav.pages [rel=next]")).isEmpty();

        var past = first.plusSeconds(59).toString();
        var then = Visitor.html(support.get("/support/accounts/" + account + "?read="
                + oldest.select("input[name=read]").first().val() + "&asOf=" + past));
        assertThat(sequences(then)).isEqualTo(descending(60, 11));
        assertThat(then.select("#shown").text()).isEqualTo("50 of 60 entries");
        assertThat(sequences(older(support, account, then))).isEqualTo(descending(10, 1));
    }

    @Test
    void showsTheNumberOfEntriesInEveryLanguage() {
        var account = UUID.randomUUID();
        longHistories.ofChoices(account, 60);
        var support = Visitor.staff(Realm.newStaff("support"), "/support");
        var page = support.follow(support.search("/support", account.toString(), "ABC-1"));
        var read = Visitor.html(page).select("input[name=read]").first().val();

        Map.of(
                        "fr", "Entrées : 50 sur 60",
                        "de", "50 von 60 Einträgen",
                        "es", "50 de 60 entradas",
                        "it", "Voci: 50 su 60")
                .forEach((language, words) -> assertThat(Visitor.html(support.get(
                                        "/support/accounts/" + account + "?read=" + read + "&language=" + language))
                                .select("#shown")
                                .text()
                                .replace('\u00a0', ' '))
                        .isEqualTo(words));
    }

    private static Document older(Visitor support, UUID account, Document page) {
        var link = page.select("nav.pages [rel=next]").attr("href").split("#")[0];
        return Visitor.html(support.get("/support/accounts/" + account + link));
    }

    private static List<String> sequences(Document page) {
        return new ArrayList<>(page.select("ol.history > li").eachAttr("value"));
    }

    private static List<String> descending(int from, int to) {
        return IntStream.rangeClosed(0, from - to)
                .mapToObj(n -> Integer.toString(from - n))
                .toList();
    }
}
