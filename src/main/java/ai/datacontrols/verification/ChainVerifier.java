package ai.datacontrols.verification;

import ai.datacontrols.accesslog.AccessLogDetails;
import ai.datacontrols.accesslog.AccessLogEntry;
import ai.datacontrols.accesslog.AccessLogHead;
import ai.datacontrols.accesslog.AccessLogName;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.ChainHead;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.LedgerEntries;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.verification.IntegrityViolation.Kind;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads chains again, from their first entry to their head, in pages. What it can't see is a chain cut at its end together with
 * its head.
 */
@ApplicationScoped
public class ChainVerifier {

    private static final int ACCOUNTS_AT_ONCE = 500;
    private static final int READS_AT_ONCE = 1_000;

    /** Of a chain made under another key every link is a flaw. */
    private static final int MOST_FLAWS = 1_000;

    private final Chain chain;
    private final Jdbc jdbc;

    ChainVerifier(Chain chain, Jdbc jdbc) {
        this.chain = chain;
        this.jdbc = jdbc;
    }

    /** Takes the entries that are checked, one by one, in the order of their sequence. */
    @FunctionalInterface
    public interface Reader<E extends Exception> {

        /** @return whether to read on */
        boolean accept(LedgerEntry entry) throws E;
    }

    /** What is wrong with one account's chain, the first thousand flaws of it; empty if it is whole. */
    public List<IntegrityViolation> verify(UUID account) {
        var violations = new ArrayList<IntegrityViolation>();
        check(account, new ChainCheck(chain, account, first(violations)), entry -> true);
        return violations;
    }

    /**
     * Checks an account's chain for a caller that reads its entries at the same time.
     *
     * @param reader takes each entry after it was checked; if it declines to read on, what follows is neither read nor checked
     * @return whether the chain is whole, as far as it was read
     * @throws IllegalStateException with the number of a key that is missing here, which says nothing about the account's chain
     */
    public <E extends Exception> boolean isWhole(UUID account, Reader<E> reader) throws E {
        var violations = new ArrayList<IntegrityViolation>();
        Consumer<IntegrityViolation> some = first(violations);
        check(
                account,
                new ChainCheck(chain, account, violation -> {
                    requireKey(violation);
                    some.accept(violation);
                }),
                reader);
        return violations.isEmpty();
    }

    private static void requireKey(IntegrityViolation violation) {
        if (violation.kind() == Kind.UNKNOWN_KEY) {
            throw new IllegalStateException("the chain of %s can't be checked at entry %d: key %d is not known here"
                    .formatted(violation.owner(), violation.sequence(), violation.key()));
        }
    }

    private <E extends Exception> void check(UUID account, ChainCheck check, Reader<E> reader) throws E {
        checkToTheHead(
                check,
                () -> {
                    for (LedgerEntry entry : new LedgerEntries(jdbc, account, check.sequence())) {
                        check.accept(entry);
                        if (!reader.accept(entry)) {
                            return false;
                        }
                    }
                    return true;
                },
                () -> jdbc.call(
                                "failed to read the head of an account",
                                connection -> AccountHead.find(connection, account))
                        .orElse(null));
    }

    /**
     * What is wrong with the chain of a staff member's reads. Words and names that were erased are no flaw; those that were changed
     * are.
     */
    public List<IntegrityViolation> verifyAccessLog(UUID staff) {
        var violations = new ArrayList<IntegrityViolation>();
        Consumer<IntegrityViolation> some = first(violations);
        var check = new ChainCheck(chain, staff, some);
        checkToTheHead(
                check,
                () -> {
                    while (QuarkusTransaction.requiringNew().call(() -> checkPage(staff, check, some))) {
                        // the next page
                    }
                    return true;
                },
                () -> AccessLogHead.of(staff));
        return violations;
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

    /** Returns every staff member with recorded accesses. */
    @Transactional
    public List<UUID> staff() {
        return AccessLogHead.allStaff();
    }

    /** The accounts after one, in their order, some hundreds at a time; null begins. The last answer is empty. */
    @Transactional
    public List<UUID> accountsAfter(UUID last) {
        return jdbc.call(
                "failed to read accounts", connection -> AccountHead.accountsAfter(connection, last, ACCOUNTS_AT_ONCE));
    }

    private static Consumer<IntegrityViolation> first(List<IntegrityViolation> violations) {
        return violation -> {
            if (violations.size() < MOST_FLAWS) {
                violations.add(violation);
            }
        };
    }

    @FunctionalInterface
    private interface Links<E extends Exception> {

        /** Checks the links after the last that was checked; false if they are not to be read to their end. */
        boolean check() throws E;
    }

    /**
     * Checks the links up to the head. A link may be recorded after the links and before the head were read: it was committed
     * together with the head, so it is found by reading on.
     */
    private static <E extends Exception> void checkToTheHead(
            ChainCheck check, Links<E> links, Supplier<ChainHead> readHead) throws E {
        ChainHead head = null;
        while (links.check()) {
            if (head == null || check.sequence() >= head.lastSequence) {
                head = QuarkusTransaction.requiringNew().call(readHead::get);
                if (head != null && check.sequence() < head.lastSequence) {
                    continue;
                }
            }
            check.end(head);
            return;
        }
    }
}
