package ai.datacontrols.settings.history;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.settings.EntrySource;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One item of the history: an entry, a visit of staff, or a policy version; the others are null.
 *
 * @param effect the effect of the entry on use
 * @param effects the effect of the version on use, by product; only products for which it started or ended use
 * @param names the policy with current names of products and plans; ids are shown where it has none
 */
record HistoryItem(
        LedgerEntry entry, Effect effect, StaffVisit visit, Policy version, Map<String, Effect> effects, Policy names) {

    enum Effect {
        USE_BEGINS,
        USE_ENDS,
        NONE;

        static Effect of(ConsentState before, ConsentState after) {
            if (before.isUsable() == after.isUsable()) {
                return NONE;
            }
            return after.isUsable() ? USE_BEGINS : USE_ENDS;
        }
    }

    record VersionEffect(String product, boolean beginsUse) {}

    static HistoryItem of(LedgerEntry entry, Effect effect, Policy names) {
        return new HistoryItem(entry, effect, null, null, Map.of(), names);
    }

    static HistoryItem of(StaffVisit visit) {
        return new HistoryItem(null, null, visit, null, Map.of(), null);
    }

    static HistoryItem of(Policy version, Map<String, Effect> effects, Policy names) {
        return new HistoryItem(null, null, null, version, effects, names);
    }

    public boolean isVisit() {
        return visit != null;
    }

    public boolean isVersion() {
        return version != null;
    }

    /** Returns whether the erasure was repeated from the list of erasures, as after a restore. */
    public boolean isRepeatedErasure() {
        return entry != null && entry.kind == LedgerEntry.Kind.ACCOUNT_ERASED && entry.evidence != null;
    }

    public boolean isChoice() {
        return entry != null && entry.isChoice();
    }

    public boolean isOptOut() {
        return entry != null && entry.kind == LedgerEntry.Kind.OPTED_OUT;
    }

    public EntrySource source() {
        return EntrySource.of(entry);
    }

    public boolean beginsUse() {
        return effect == Effect.USE_BEGINS;
    }

    public boolean endsUse() {
        return effect == Effect.USE_ENDS;
    }

    public Instant at() {
        return isVisit() ? visit.at() : isVersion() ? version.inForceFrom() : entry.happenedAt;
    }

    /** Returns the order among items of the same instant: entries by their sequence, other items after them. */
    long sequence() {
        return entry == null ? Long.MAX_VALUE : entry.sequence;
    }

    public String product() {
        return name(entry.product);
    }

    public List<VersionEffect> versionEffects() {
        return effects.entrySet().stream()
                .map(product -> new VersionEffect(name(product.getKey()), product.getValue() == Effect.USE_BEGINS))
                .toList();
    }

    private String name(String product) {
        return names.product(product).map(Product::name).orElse(product);
    }

    public String plan() {
        return names.plan(entry.product, entry.plan).map(Plan::name).orElse(entry.plan);
    }
}
