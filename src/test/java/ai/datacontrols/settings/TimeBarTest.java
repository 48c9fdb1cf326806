package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.PermittedPeriod;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** The bar shows each period at its place, and no use that wasn't. */
class TimeBarTest {

    private static final Instant NOW = day(101);

    @Test
    void useThatGoesOnReachesToday() {
        var bar = bar(List.of(), day(1));

        assertThat(places(bar, ".used")).containsExactly("0% 78%");
        assertThat(places(bar, ".today")).containsExactly("78% 78%");
        assertThat(bar.select(".rest, .past, .ahead, .stop")).isEmpty();
        assertThat(bar.select("text").eachText()).containsExactly("Today");
    }

    @Test
    void useThatEndedHasAStopAndNothingAfterIt() {
        var bar = bar(List.of(new PermittedPeriod(day(1), day(51))), null);

        assertThat(places(bar, ".past")).containsExactly("0% 39%");
        assertThat(places(bar, ".stop")).containsExactly("39% 39%");
        assertThat(places(bar, ".rest")).containsExactly("39% 78%");
        assertThat(places(bar, ".ahead")).containsExactly("79% 100%");
        assertThat(bar.select(".used")).isEmpty();
    }

    @Test
    void usableAndFormerlyUsableDataAreToldApart() {
        var bar = bar(List.of(new PermittedPeriod(day(1), day(11)), new PermittedPeriod(day(21), day(31))), day(91));

        assertThat(places(bar, ".past")).containsExactly("0% 7.8%", "15.6% 23.4%");
        assertThat(places(bar, ".used")).containsExactly("70.2% 78%");
        assertThat(places(bar, ".rest")).containsExactly("7.8% 15.6%", "23.4% 70.2%");
        assertThat(bar.select(".stop, .ahead")).isEmpty();
    }

    @Test
    void aMomentOfUseIsVisible() {
        assertThat(places(bar(List.of(), NOW), ".used")).containsExactly("0% 78%");
        assertThat(places(bar(List.of(new PermittedPeriod(NOW, NOW.plusMillis(1))), null), ".past"))
                .containsExactly("0% 0.8%");
        assertThat(places(bar(List.of(new PermittedPeriod(day(1), day(2))), NOW.minusMillis(1)), ".used"))
                .containsExactly("77.2% 78%");
    }

    @Test
    void labelsDoNotTouch() {
        var years = List.of(
                new TimeBar.Year(day(2), 2023),
                new TimeBar.Year(day(20), 2024),
                new TimeBar.Year(day(25), 2025),
                new TimeBar.Year(day(95), 2026));

        var bar = Jsoup.parseBodyFragment(new TimeBar(List.of(), day(1), NOW, years, "Today").svg());

        assertThat(bar.select("text").eachText()).containsExactly("2024", "Today");
    }

    @Test
    void hasNoStyleAttribute() {
        assertThat(bar(List.of(), day(1)).select("[style]")).isEmpty();
    }

    private static Element bar(List<PermittedPeriod> past, Instant usableSince) {
        return Jsoup.parseBodyFragment(new TimeBar(past, usableSince, NOW, List.of(), "Today").svg());
    }

    private static List<String> places(Element bar, String kind) {
        return bar.select(kind).stream()
                .map(line -> line.attr("x1") + " " + line.attr("x2"))
                .toList();
    }

    private static Instant day(int number) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * (number - 1));
    }
}
