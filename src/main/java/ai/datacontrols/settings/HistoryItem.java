package ai.datacontrols.settings;

import ai.datacontrols.accesslog.AccessLogEntry.View;
import ai.datacontrols.accesslog.AccessLogView;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.Product;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One item of the history: an entry, a staff access, or a policy version that came into force.
 *
 * @param entry null for the others
 * @param effect what the entry meant for use; null for the others
 * @param access null for the others
 * @param version null for the others
 * @param effects what the version meant for use, by product; only products for which it began or ended use
 * @param names products and plans go by their present names, and by their ids when they have none any more
 */
record HistoryItem(
        LedgerEntry entry,
        Effect effect,
        AccessLogView access,
        Policy version,
        Map<String, Effect> effects,
        Policy names) {

    /** What becomes of what is written. */
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

    /** What a version meant for use of one product, by its name. */
    record VersionEffect(String product, boolean beginsUse) {}

    static HistoryItem of(LedgerEntry entry, Effect effect, Policy names) {
        return new HistoryItem(entry, effect, null, null, Map.of(), names);
    }

    static HistoryItem of(AccessLogView access) {
        return new HistoryItem(null, null, access, null, Map.of(), null);
    }

    static HistoryItem of(Policy version, Map<String, Effect> effects, Policy names) {
        return new HistoryItem(null, null, null, version, effects, names);
    }

    public boolean isAccess() {
        return access != null;
    }

    /** Whether the access is a search that found the account. */
    public boolean isSearch() {
        return isAccess() && access.view() == View.SEARCH;
    }

    public boolean isVersion() {
        return version != null;
    }

    /** Whether the erasure was repeated from the list of erasures, as after a restore. */
    public boolean isRepeatedErasure() {
        return entry != null && entry.kind == LedgerEntry.Kind.ACCOUNT_ERASED && entry.evidence != null;
    }

    public boolean isChoice() {
        return entry != null && entry.isChoice();
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

    /** When it happened. */
    public Instant at() {
        return isAccess() ? access.recordedAt() : isVersion() ? version.inForceFrom() : entry.happenedAt;
    }

    /** Its place among what happened at the same instant: entries by their own, and the others after all of them. */
    long sequence() {
        return entry == null ? Long.MAX_VALUE : entry.sequence;
    }

    public String product() {
        return name(entry.product);
    }

    /** Each product for which the version began or ended use. */
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
