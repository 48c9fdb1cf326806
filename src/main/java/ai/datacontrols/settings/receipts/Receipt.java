package ai.datacontrols.settings.receipts;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.store.LogReader.EntryProof;
import ai.datacontrols.proof.store.LogReader.LogPlace;
import ai.datacontrols.settings.EntrySource;
import ai.datacontrols.web.locale.ConsentNotice;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The receipt of one choice.
 *
 * @param policy the version it was made under
 * @param uses what the choice meant, for each data kind of the rules
 * @param notice the texts that the person was shown; null if they were not recorded
 * @param isWhole whether the chain verifies up to this entry, and the entry is the one that was logged
 * @param checkedAt the instant of verification
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
        Instant erasedAt,
        EntryProof proof,
        boolean isLogOn) {

    /** Returns the entry's place in the log; null if no checkpoint covers it or it isn't the one that was logged. */
    public LogPlace sealing() {
        return proof != null && proof.holds() ? proof.place() : null;
    }

    /** Returns the state of the log that proves the entry's place; null if none does. */
    public Checkpoint checkpoint() {
        return sealing() == null
                ? null
                : Checkpoint.parse(proof.proof().checkpoint().text());
    }

    /** Returns whether the entry will be sealed. */
    public boolean awaitsSealing() {
        return isLogOn && erasedAt == null && (proof == null || proof.place() == null);
    }

    public EntrySource source() {
        return EntrySource.of(entry);
    }

    public String product() {
        return policy.product(entry.product).map(Product::name).orElse(entry.product);
    }

    public String plan() {
        return policy.plan(entry.product, before.plan()).map(Plan::name).orElse(null);
    }

    public String policyVersion() {
        return policy.version();
    }

    public boolean withPrivacyControl() {
        return Boolean.TRUE.equals(entry.globalPrivacyControl);
    }

    public String hash() {
        return HexFormat.of().formatHex(entry.hash);
    }

    /** Returns the previous hash; empty for the first entry of an account. */
    public String previousHash() {
        return HexFormat.of().formatHex(entry.previousHash);
    }
}
