package ai.datacontrols.settings.history;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.accesslog.AccessLogEntry.View;
import ai.datacontrols.accesslog.AccessLogView;
import ai.datacontrols.policy.Versions;
import ai.datacontrols.settings.history.HistoryPage.Month;
import ai.datacontrols.settings.history.HistoryPage.PageCursor;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cases that the ledger rarely produces. */
class HistoryPageTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @Test
    void showsAccessesAtTheSameInstantAcrossPages() {
        var items = new ArrayList<HistoryItem>();
        IntStream.range(0, HistoryPage.SIZE - 1).forEach(n -> items.add(access(NOON.plusSeconds(n))));
        items.add(access(NOON.minusSeconds(1)));
        items.add(access(NOON.minusSeconds(1)));
        items.add(access(NOON.minusSeconds(2)));

        var newest = page(PageCursor.NEWEST, items);
        var older = page(newest.older(), items);

        assertThat(shown(newest)).hasSize(HistoryPage.SIZE + 1);
        assertThat(shown(older)).containsExactly(items.get(items.size() - 1));
        assertThat(older.older()).isNull();
    }

    @Test
    void showsAPolicyVersionInItsMonth() {
        var second = Versions.secondFrom(NOON).at(NOON);
        var items = List.of(
                access(NOON.minusSeconds(60)),
                HistoryItem.of(second, Map.of(), second),
                access(NOON.plusSeconds(86_400 * 30)));

        var months = page(PageCursor.NEWEST, items).months();

        assertThat(months).hasSize(2);
        assertThat(months.get(1).items()).containsExactly(items.get(1), items.get(0));
        assertThat(months.get(1).items().get(0).isVersion()).isTrue();
    }

    @Test
    void groupsAccessesOfOneStaffMemberForOneReason() {
        var staff = UUID.randomUUID();
        var visits = StaffVisit.group(List.of(
                view(NOON, staff, "#1"),
                view(NOON.minusSeconds(60), staff, "#2"),
                view(NOON.minusSeconds(120), staff, "#1"),
                view(NOON.minusSeconds(120), UUID.randomUUID(), "#1"),
                view(NOON.minusSeconds(120 + 1_800), staff, "#1"),
                view(NOON.minusSeconds(120 + 3_601), staff, "#1")));

        assertThat(visits).extracting(StaffVisit::opened).containsExactly(3L, 1L, 1L, 1L);
        assertThat(visits.get(0).at()).isEqualTo(NOON);
        assertThat(visits.get(0).first()).isEqualTo(NOON.minusSeconds(1_920));
    }

    @Test
    void anAccessThatCannotBeVerifiedIsAVisitOfItsOwn() {
        var staff = UUID.randomUUID();
        var forged = new AccessLogView(
                staff,
                null,
                2,
                NOON.minusSeconds(60),
                View.ACCOUNT,
                UUID.randomUUID(),
                List.of(),
                null,
                "#1",
                null,
                false);

        var visits =
                StaffVisit.group(List.of(view(NOON, staff, "#1"), forged, view(NOON.minusSeconds(90), staff, "#1")));

        assertThat(visits).extracting(StaffVisit::isVerified).containsExactly(true, false);
        assertThat(visits.get(0).opened()).isEqualTo(2);
    }

    private static AccessLogView view(Instant at, UUID staff, String reason) {
        return new AccessLogView(
                staff, null, 1, at, View.ACCOUNT, UUID.randomUUID(), List.of(), null, reason, null, true);
    }

    private static HistoryPage page(PageCursor cursor, List<HistoryItem> items) {
        return HistoryPage.of(
                cursor, items, null, false, null, null, Map.of(), at -> YearMonth.from(at.atOffset(ZoneOffset.UTC)));
    }

    private static List<HistoryItem> shown(HistoryPage page) {
        return page.months().stream().map(Month::items).flatMap(List::stream).toList();
    }

    private static HistoryItem access(Instant at) {
        return HistoryItem.of(new StaffVisit(List.of(view(at, UUID.randomUUID(), "why"))));
    }
}
