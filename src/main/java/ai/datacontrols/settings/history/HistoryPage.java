package ai.datacontrols.settings.history;

import ai.datacontrols.web.ReturnLink;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One page of an account's history, newest first, grouped by month.
 *
 * @param older cursor of the next older page, or null
 * @param wanted sequence of the entry to highlight; null for none
 * @param showsStaffNames whether staff are named
 * @param erasedAt the instant of erasure; null if not erased
 * @param back the link back to where the person came from, or null
 * @param leaves the entries' places in the transparency log, by sequence; null if entries are not sealed
 */
record HistoryPage(
        List<Month> months,
        PageCursor older,
        boolean isNewest,
        Long wanted,
        boolean showsStaffNames,
        Instant erasedAt,
        ReturnLink back,
        Map<Long, Long> leaves) {

    static final int SIZE = 25;

    static final Comparator<HistoryItem> NEWEST_FIRST = Comparator.comparing(HistoryItem::at)
            .thenComparing(HistoryItem::sequence)
            .reversed();

    /** The start of a page: items before an instant, and items at that instant with a lower sequence. */
    record PageCursor(Instant at, long sequence) {

        static final PageCursor NEWEST = new PageCursor(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

        static PageCursor after(HistoryItem item) {
            return new PageCursor(item.at(), item.sequence());
        }

        boolean isBefore(HistoryItem item) {
            return item.at().isBefore(at) || item.at().equals(at) && item.sequence() < sequence;
        }
    }

    record Month(List<HistoryItem> items) {

        public Instant at() {
            return items.get(0).at();
        }
    }

    /**
     * @param items the candidates for the page, unordered
     * @param erasedAt the instant of erasure; null if not erased
     * @param leaves the entries' places in the transparency log, by sequence; null if entries are not sealed
     * @param month maps an instant to the month in the user's time zone
     */
    static HistoryPage of(
            PageCursor cursor,
            List<HistoryItem> items,
            Long wanted,
            boolean namesStaff,
            Instant erasedAt,
            ReturnLink back,
            Map<Long, Long> leaves,
            Function<Instant, YearMonth> month) {
        var all = items.stream().filter(cursor::isBefore).sorted(NEWEST_FIRST).toList();
        var end = end(all);
        var shown = all.subList(0, end);
        var months = shown.stream()
                .collect(Collectors.groupingBy(item -> month.apply(item.at()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Month::new)
                .toList();
        return new HistoryPage(
                months,
                end < all.size() ? PageCursor.after(shown.get(end - 1)) : null,
                cursor.equals(PageCursor.NEWEST),
                wanted,
                namesStaff,
                erasedAt,
                back,
                leaves);
    }

    /** Returns the place of a choice in the transparency log; null if it has none yet, or if the item is no choice. */
    public Long leaf(HistoryItem item) {
        return leaves != null && item.isChoice() ? leaves.get(item.entry().sequence) : null;
    }

    /** Returns whether a choice will be sealed. */
    public boolean awaitsSealing(HistoryItem item) {
        return leaves != null && erasedAt == null && item.isChoice() && leaf(item) == null;
    }

    public boolean hasOtherPages() {
        return older != null || !isNewest;
    }

    public boolean isWanted(HistoryItem item) {
        return wanted != null && item.entry() != null && item.entry().sequence == wanted;
    }

    boolean showsWanted() {
        return wanted == null
                || months.stream().flatMap(month -> month.items().stream()).anyMatch(this::isWanted);
    }

    /** Extends a page beyond items with equal sort keys, which a cursor couldn't separate. */
    private static int end(List<HistoryItem> all) {
        var end = Math.min(SIZE, all.size());
        while (end > 0 && end < all.size() && NEWEST_FIRST.compare(all.get(end - 1), all.get(end)) == 0) {
            end++;
        }
        return end;
    }
}
