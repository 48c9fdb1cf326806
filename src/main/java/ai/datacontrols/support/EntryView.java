package ai.datacontrols.support;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Product;
import ai.datacontrols.web.locale.ConsentNotice;

/**
 * One entry of an account's history as shown to staff.
 *
 * @param notice the texts shown to the person; null if the entry is not a choice, or they are unknown
 */
record EntryView(LedgerEntry entry, Policy names, ConsentNotice notice) {

    /** @param plan the plan before this entry; null if there was none */
    static EntryView of(LedgerEntry entry, String plan, Policy names, PolicyTimeline timeline) {
        return new EntryView(
                entry,
                names,
                entry.language == null || !(entry.toEvent() instanceof ChoiceMade made)
                        ? null
                        : ConsentNotice.of(
                                timeline.version(entry.policyVersion),
                                entry.textVersion,
                                entry.language,
                                entry.product,
                                plan,
                                made.choice()));
    }

    public String product() {
        return names.product(entry.product).map(Product::name).orElse(entry.product);
    }

    public String plan() {
        return names.plan(entry.product, entry.plan).map(Plan::name).orElse(entry.plan);
    }
}
