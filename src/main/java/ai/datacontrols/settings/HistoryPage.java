package ai.datacontrols.settings;

import ai.datacontrols.ledger.LedgerEntry;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.Product;
import ai.datacontrols.web.ReturnLink;
import java.util.List;

/**
 * One page of what happened to an account, newest first.
 *
 * @param older where the next older page begins; null when there is none
 * @param isNewest whether this is the first page
 * @param back the way back to where the reader came from; null when there is none
 */
record HistoryPage(List<Line> lines, Long older, boolean isNewest, ReturnLink back) {

    /** Entries on one page. */
    static final int SIZE = 25;

    /** @param found the entries of this page, and one more when there are older ones */
    static HistoryPage of(List<LedgerEntry> found, boolean isNewest, Policy names, ReturnLink back) {
        var shown = found.subList(0, Math.min(SIZE, found.size()));
        return new HistoryPage(
                shown.stream().map(entry -> new Line(entry, names)).toList(),
                found.size() > SIZE ? shown.get(SIZE - 1).sequence : null,
                isNewest,
                back);
    }

    public boolean hasOtherPages() {
        return older != null || !isNewest;
    }

    /** One entry. Products and plans go by their present names, and by their ids when they have none any more. */
    record Line(LedgerEntry entry, Policy names) {

        public String product() {
            return names.product(entry.product).map(Product::name).orElse(entry.product);
        }

        public String plan() {
            return names.plan(entry.product, entry.plan).map(Plan::name).orElse(entry.plan);
        }
    }
}
