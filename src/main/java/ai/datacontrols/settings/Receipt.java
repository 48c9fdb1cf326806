package ai.datacontrols.settings;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.Product;
import ai.datacontrols.web.locale.ConsentNotice;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * One choice on one sheet.
 *
 * @param entry the choice as it is stored
 * @param policy the version it was made under
 * @param before where the account stood with the product until then
 * @param after where it stood from then on
 * @param uses what that meant, for each kind of data that the rules speak of
 * @param notice what the person had before them; null where that is not known
 * @param isWhole whether the chain was found whole up to this entry
 * @param checkedAt when that was
 * @param erasedAt when the account was erased; null when it wasn't
 */
record Receipt(
        LedgerEntry entry,
        Policy policy,
        ConsentState before,
        ConsentState after,
        List<UsageComparison> uses,
        ConsentNotice notice,
        boolean isWhole,
        Instant checkedAt,
        Instant erasedAt) {

    public EntrySource source() {
        return EntrySource.of(entry);
    }

    /** The product's name then. */
    public String product() {
        return policy.product(entry.product).map(Product::name).orElse(entry.product);
    }

    /** The plan's name then; null when none was known. */
    public String plan() {
        return policy.plan(entry.product, before.plan()).map(Plan::name).orElse(null);
    }

    /** The version that was in force, or else the one that the page showed. */
    public String policyVersion() {
        return policy.version();
    }

    public boolean withPrivacyControl() {
        return Boolean.TRUE.equals(entry.globalPrivacyControl);
    }

    public String hash() {
        return HexFormat.of().formatHex(entry.hash);
    }

    /** Empty for the first entry of an account. */
    public String previousHash() {
        return HexFormat.of().formatHex(entry.previousHash);
    }
}
