package ai.datacontrols.verification;

import ai.datacontrols.accesslog.AccessLogDetails;
import ai.datacontrols.accesslog.AccessLogEntry;
import ai.datacontrols.accesslog.AccessLogHead;
import ai.datacontrols.accesslog.AccessLogName;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.ChainCheck;
import ai.datacontrols.ledger.chain.ChainHead;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.ledger.chain.IntegrityViolation.Kind;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.LedgerEntries;
import ai.datacontrols.ledger.store.LedgerEntry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Verifies chains page by page, from the first entry to the head. Can't detect a truncation together with the head. */
@ApplicationScoped
public class ChainVerifier {

    private static final int ACCOUNTS_AT_ONCE = 500;
    private static final int READS_AT_ONCE = 1_000;

    /** If a chain was written under a different key, each entry is a violation. */
    private static final int MOST_FLAWS = 1_000;

    private final Chain chain;
    private final Jdbc jdbc;

    public ChainVerifier(Chain chain, Jdbc jdbc) {
        this.chain = chain;
        this.jdbc = jdbc;
    }

    @FunctionalInterface
    public interface Reader<E extends Exception> {

        /** @return whether to continue */
        boolean accept(LedgerEntry entry) throws E;
    }

    public List<IntegrityViolation> verify(UUID account) {
        var violations = new ArrayList<IntegrityViolation>();
        check(account, first(violations), entry -> true);
        return violations;
    }

    /**
     * Verifies an account's chain while the caller reads its entries. Once the reader returns false, the rest is
     * neither read nor verified.
     *
     * @return whether the chain is intact, as far as it was read
     * @throws IllegalStateException if a key isn't configured, which is no evidence against the chain; the message
     *     contains its number
     */
    public <E extends Exception> boolean isWhole(UUID account, Reader<E> reader) throws E {
        var violations = new ArrayList<IntegrityViolation>();
        Consumer<IntegrityViolation> some = first(violations);
        check(
                account,
                violation -> {
                    requireKey(violation);
                    some.accept(violation);
                },
                reader);
        return violations.isEmpty();
    }

    private static void requireKey(IntegrityViolation violation) {
        if (violation.kind() == Kind.UNKNOWN_KEY) {
            throw new IllegalStateException("the chain of %s can't be checked at entry %d: key %d is not known here"
                    .formatted(violation.owner(), violation.sequence(), violation.key()));
        }
    }

    private <E extends Exception> void check(UUID account, Consumer<IntegrityViolation> violations, Reader<E> reader)
            throws E {
        for (LedgerEntry entry : new LedgerEntries(jdbc, chain, account, violations)) {
            if (!reader.accept(entry)) {
                return;
            }
        }
    }

    /** Returns the violations of a staff member's access log. Erased texts and names are none. */
    public List<IntegrityViolation> verifyAccessLog(UUID staff) {
        var violations = new ArrayList<IntegrityViolation>();
        Consumer<IntegrityViolation> some = first(violations);
        var check = new ChainCheck(chain, staff, some);
        ChainHead head;
        do {
            while (QuarkusTransaction.requiringNew().call(() -> checkPage(staff, check, some))) {
                // until the last page
            }
            head = QuarkusTransaction.requiringNew().call(() -> AccessLogHead.of(staff));
            // an access may be recorded after the rows and before the head are read
        } while (head != null && check.sequence() < head.lastSequence && hasMore(staff, check.sequence()));
        check.end(head);
        return violations;
    }

    private static boolean hasMore(UUID staff, long sequence) {
        return QuarkusTransaction.requiringNew()
                .call(() -> !AccessLogEntry.after(staff, sequence, 1).isEmpty());
    }

    private static boolean checkPage(UUID staff, ChainCheck check, Consumer<IntegrityViolation> violations) {
        var entries = AccessLogEntry.after(staff, check.sequence(), READS_AT_ONCE);
        for (AccessLogEntry entry : entries) {
            check.accept(entry);
            AccessLogDetails details = AccessLogDetails.findById(new AccessLogEntry.Key(staff, entry.sequence));
            if (details != null && !Arrays.equals(details.hash(), entry.wordsHash)) {
                violations.accept(new IntegrityViolation(staff, entry.sequence, Kind.WORDS));
            }
            AccessLogName name = AccessLogName.findById(new AccessLogEntry.Key(staff, entry.sequence));
            if (name != null && !Arrays.equals(name.hash(), entry.nameHash)) {
                violations.accept(new IntegrityViolation(staff, entry.sequence, Kind.NAME));
            }
        }
        return entries.size() == READS_AT_ONCE;
    }

    @Transactional
    public List<UUID> staff() {
        return AccessLogHead.allStaff();
    }

    /** Returns a page of account ids after the given one, in order; null starts with the first. Empty after the last. */
    @Transactional
    public List<UUID> accountsAfter(UUID last) {
        return accountsAfter(last, ACCOUNTS_AT_ONCE);
    }

    @Transactional
    public List<UUID> accountsAfter(UUID last, int limit) {
        return jdbc.call("failed to read accounts", connection -> AccountHead.accountsAfter(connection, last, limit));
    }

    private static Consumer<IntegrityViolation> first(List<IntegrityViolation> violations) {
        return violation -> {
            if (violations.size() < MOST_FLAWS) {
                violations.add(violation);
            }
        };
    }
}
