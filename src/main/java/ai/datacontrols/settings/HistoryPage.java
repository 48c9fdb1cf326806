package ai.datacontrols.settings;

import ai.datacontrols.ledger.LedgerEntry;
import ai.datacontrols.ledger.RecordedRead;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.Product;
import ai.datacontrols.web.ReturnLink;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One page of what happened to an account, newest first: its entries, and each time staff looked.
 *
 * @param older where the next older page begins; null when there is none
 * @param isNewest whether this is the first page
 * @param namesStaff whether staff are named
 * @param back the way back to where the reader came from; null when there is none
 */
record HistoryPage(List<Line> lines, Start older, boolean isNewest, boolean namesStaff, ReturnLink back) {

    /** Lines on one page. */
    static final int SIZE = 25;

    /** Where a page begins: before an entry, by its sequence, and before a look, by when it was recorded. */
    record Start(long entry, Instant look) {

        static final Start NEWEST = new Start(Long.MAX_VALUE, Instant.parse("9999-01-01T00:00:00Z"));

        private Start after(List<Line> shown) {
            return shown.stream().reduce(this, Start::after, (one, other) -> other);
        }

        private Start after(Line line) {
            return line.isLook() ? new Start(entry, line.look().recordedAt()) : new Start(line.entry().sequence, look);
        }
    }

    /** @param entries the entries of this page, and one more when there are older ones; looks likewise */
    static HistoryPage of(
            Start start,
            List<LedgerEntry> entries,
            List<RecordedRead> looks,
            Policy names,
            boolean namesStaff,
            ReturnLink back) {
        var all = Stream.concat(
                        entries.stream().map(entry -> new Line(entry, null, names)),
                        looks.stream().map(look -> new Line(null, look, names)))
                .sorted(Comparator.comparing(Line::recordedAt).reversed())
                .toList();
        var shown = all.subList(0, Math.min(SIZE, all.size()));
        return new HistoryPage(
                shown, all.size() > SIZE ? start.after(shown) : null, start.equals(Start.NEWEST), namesStaff, back);
    }

    public boolean hasOtherPages() {
        return older != null || !isNewest;
    }

    /** One entry, or one look. Products and plans go by their present names, and by their ids when they have none any more. */
    record Line(LedgerEntry entry, RecordedRead look, Policy names) {

        public boolean isLook() {
            return look != null;
        }

        Instant recordedAt() {
            return isLook() ? look.recordedAt() : entry.recordedAt;
        }

        public String product() {
            return names.product(entry.product).map(Product::name).orElse(entry.product);
        }

        public String plan() {
            return names.plan(entry.product, entry.plan).map(Plan::name).orElse(entry.plan);
        }
    }
}
