package ai.datacontrols.verification;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.RecordVerifier;
import ai.datacontrols.ledger.RecordVerifier.Difference;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.policy.UnverifiableRecordException;
import ai.datacontrols.proof.store.LogVerifier;
import ai.datacontrols.proof.store.LogVerifier.LogFinding;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Verifies everything that is stored of an account: its chain, then what is derived from it. */
@Singleton
public class AccountVerifier {

    private final ChainVerifier chains;
    private final RecordVerifier records;
    private final Ledger ledger;

    public AccountVerifier(ChainVerifier chains, RecordVerifier records, Ledger ledger) {
        this.chains = chains;
        this.records = records;
        this.ledger = ledger;
    }

    /** Returns what is wrong with an account. Seals rows that are right and have no seal. */
    public List<Finding> verify(UUID account) {
        var violations = chains.verify(account);
        if (!violations.isEmpty()) {
            return violations.stream().map(Finding::of).toList();
        }
        try {
            return differences(account).stream()
                    .map(difference -> new Finding(account, 0, difference.name()))
                    .toList();
        } catch (UnverifiableRecordException changedMeanwhile) {
            return chains.verify(account).stream().map(Finding::of).toList();
        }
    }

    private List<Difference> differences(UUID account) {
        var differences = records.compare(account);
        if (differences.isEmpty()) {
            return List.of();
        }
        // an entry may have been recorded between two statements
        var locked = records.compareLocked(account);
        if (locked.equals(Set.of(Difference.UNSEALED))) {
            ledger.rebuild(account);
            return List.of();
        }
        var found = new ArrayList<>(locked);
        found.remove(Difference.UNSEALED);
        return found;
    }

    /** Returns what is wrong with the feed beyond the changes of known entries. */
    public List<Finding> verifyFeed() {
        return records.accountsWithForeignChanges().stream()
                .map(account -> new Finding(account, 0, Difference.FEED.name()))
                .toList();
    }

    public List<Finding> verifyAccessLog() {
        return chains.staff().stream()
                .flatMap(staff -> chains.verifyAccessLog(staff).stream())
                .map(violation ->
                        new Finding(violation.owner(), violation.sequence(), "ACCESS_LOG_" + violation.kind()))
                .toList();
    }

    /**
     * Something that is wrong.
     *
     * @param owner the account, or the staff member of the access log; null for a leaf of the transparency log without a known account
     * @param sequence the entry, or the leaf without an account; 0 if it isn't about one
     * @param kind an {@link IntegrityViolation.Kind}, with {@code ACCESS_LOG_} before it for the access log, a {@link
     *     Difference}, or a {@link LogVerifier.Kind}
     */
    public record Finding(UUID owner, long sequence, String kind) {

        static Finding of(IntegrityViolation violation) {
            return new Finding(
                    violation.owner(), violation.sequence(), violation.kind().name());
        }

        /** Returns a finding of the comparison with the transparency log. */
        public static Finding of(LogFinding finding) {
            return new Finding(
                    finding.account(), finding.number(), finding.kind().name());
        }
    }
}
