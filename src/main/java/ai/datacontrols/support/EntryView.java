package ai.datacontrols.support;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.web.locale.ConsentNotice;

/** One entry as shown to staff; {@code notice} is null if it is not a choice, or the texts were not recorded. */
record EntryView(LedgerEntry entry, Policy names, ConsentNotice notice) {

    static EntryView of(LedgerEntry entry, Policy names, PolicyTimeline timeline) {
        return new EntryView(
                entry,
                names,
                entry.noticePlace == null
                        ? null
                        : ConsentNotice.of(
                                entry.toEvent().metadata().noticeShown(),
                                timeline.version(entry.policyVersion),
                                entry.product,
                                entry.choice()));
    }

    public boolean isChoice() {
        return entry.isChoice();
    }

    public boolean isOptOut() {
        return entry.kind == LedgerEntry.Kind.OPTED_OUT;
    }

    public String product() {
        return names.product(entry.product).map(Product::name).orElse(entry.product);
    }

    public String plan() {
        return names.plan(entry.product, entry.plan).map(Plan::name).orElse(entry.plan);
    }
}
