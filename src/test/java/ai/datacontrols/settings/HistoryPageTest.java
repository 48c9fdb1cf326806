package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.RecordedRead;
import ai.datacontrols.ledger.SupportRead.View;
import ai.datacontrols.policy.Versions;
import ai.datacontrols.settings.HistoryPage.Day;
import ai.datacontrols.settings.HistoryPage.Start;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the store's own history can hardly be brought to show. */
class HistoryPageTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @Test
    void looksAtTheSameInstantAreNotLostBetweenPages() {
        var lines = new ArrayList<HistoryLine>();
        IntStream.range(0, HistoryPage.SIZE - 1).forEach(n -> lines.add(look(NOON.plusSeconds(n))));
        lines.add(look(NOON.minusSeconds(1)));
        lines.add(look(NOON.minusSeconds(1)));
        lines.add(look(NOON.minusSeconds(2)));

        var newest = page(Start.NEWEST, lines);
        var older = page(newest.older(), lines);

        assertThat(shown(newest)).hasSize(HistoryPage.SIZE + 1);
        assertThat(shown(older)).containsExactly(lines.get(lines.size() - 1));
        assertThat(older.older()).isNull();
    }

    @Test
    void aVersionOfTheRulesIsALineOfItsDay() {
        var second = Versions.secondFrom(NOON).at(NOON);
        var lines = List.of(
                look(NOON.minusSeconds(60)), HistoryLine.of(second, Map.of(), second), look(NOON.plusSeconds(86_400)));

        var days = page(Start.NEWEST, lines).days();

        assertThat(days).hasSize(2);
        assertThat(days.get(1).lines()).containsExactly(lines.get(1), lines.get(0));
        assertThat(days.get(1).lines().get(0).isVersion()).isTrue();
    }

    private static HistoryPage page(Start start, List<HistoryLine> lines) {
        return HistoryPage.of(start, lines, null, false, null, null, at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    private static List<HistoryLine> shown(HistoryPage page) {
        return page.days().stream().map(Day::lines).flatMap(List::stream).toList();
    }

    private static HistoryLine look(Instant at) {
        return HistoryLine.of(new RecordedRead(
                UUID.randomUUID(), null, 1, at, View.ACCOUNT, UUID.randomUUID(), List.of(), null, "why", null));
    }
}
