package ai.datacontrols.ledger;

import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.ConsentProjection;
import ai.datacontrols.ledger.store.StoredChanges;
import ai.datacontrols.ledger.store.VerifiedFold;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Compares head, projection and feed of an account with its entries. Unlike a seal, that also finds an earlier row that
 * was put back, and a change that was deleted.
 */
@ApplicationScoped
public class RecordVerifier {

    public enum Difference {
        HEAD_STATE,
        /** A row of the projection says something else, is missing, or shouldn't exist. */
        PROJECTION,
        FEED,
        /** The ids of the transactions of the entries aren't in their order, so what counts as applied is wrong. */
        TRANSACTION,
        /** Everything is right, but a row has no valid seal, like those of earlier builds. */
        UNSEALED
    }

    private final Ledger ledger;
    private final PolicyTimeline timeline;
    private final Chain chain;
    private final DatabaseClock clock;
    private final Jdbc jdbc;

    public RecordVerifier(Ledger ledger, PolicyTimeline timeline, Chain chain, DatabaseClock clock, Jdbc jdbc) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.chain = chain;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /**
     * Compares the record of an account without its lock, so an entry that is recorded meanwhile looks like a
     * difference.
     *
     * @throws ai.datacontrols.policy.UnverifiableRecordException if the entries themselves can't be verified
     */
    public Set<Difference> compare(UUID account) {
        var expected = new HashSet<VerifiedFold.Change>();
        var fold = VerifiedFold.of(ledger.entries(account), timeline, expected::add);
        var stored = jdbc.call(
                "failed to read a record",
                connection -> new Stored(
                        AccountHead.find(connection, account).orElse(null),
                        ConsentProjection.stored(connection, account),
                        ConsentProjection.of(connection, chain, account),
                        StoredChanges.of(connection, account)));
        var found = EnumSet.noneOf(Difference.class);
        if (stored.head() == null) {
            return found;
        }
        compare(stored.head(), fold, found);
        compareProjection(stored.permissions(), fold, found);
        compareFeed(stored.changes(), expected, found);
        if (found.isEmpty() && !isSealed(stored, fold)) {
            found.add(Difference.UNSEALED);
        }
        return found;
    }

    /** @param head null for an unknown account */
    private record Stored(
            AccountHead head,
            Map<String, Optional<ConsentState>> permissions,
            List<ConsentState> sealed,
            List<StoredChanges.Row> changes) {}

    @Transactional
    public Set<Difference> compareLocked(UUID account) {
        jdbc.call("failed to acquire account lock", connection -> {
            AccountHead.exclude(connection, account);
            return null;
        });
        return compare(account);
    }

    /** Returns the accounts with a change in the feed that no entry made. */
    public List<UUID> accountsWithForeignChanges() {
        return jdbc.call("failed to compare the feed", StoredChanges::accountsWithoutEntry);
    }

    /** Returns the stored rows of the projection by product; an empty value for an unreadable row. */
    public Map<String, Optional<ConsentState>> stored(UUID account) {
        return jdbc.call("failed to read the projection", connection -> ConsentProjection.stored(connection, account));
    }

    private static void compare(AccountHead head, VerifiedFold fold, Set<Difference> found) {
        var areProductsRight =
                head.products() == null || Set.copyOf(head.products()).equals(Set.copyOf(fold.products()));
        if (!areProductsRight
                || !Objects.equals(head.erasedAt(), fold.erasedAt())
                || !head.lastAt.equals(fold.lastAt())) {
            found.add(Difference.HEAD_STATE);
        }
    }

    private void compareProjection(
            Map<String, Optional<ConsentState>> stored, VerifiedFold fold, Set<Difference> found) {
        var now = clock.now();
        var isRight = stored.keySet().equals(Set.copyOf(fold.products()))
                && fold.consentStates().stream()
                        .allMatch(state -> stored.get(state.product())
                                .filter(row -> row.asOf(now, timeline).equals(state.asOf(now, timeline)))
                                .isPresent());
        if (!isRight) {
            found.add(Difference.PROJECTION);
        }
    }

    private static void compareFeed(
            List<StoredChanges.Row> rows, Set<VerifiedFold.Change> expected, Set<Difference> found) {
        var covered = rows.stream()
                .filter(StoredChanges.Row::isCovered)
                .map(StoredChanges.Row::sequence)
                .collect(Collectors.toSet());
        var stored = rows.stream()
                .filter(row -> row.isCovered() && row.product() != null)
                .map(row -> new VerifiedFold.Change(row.sequence(), row.product(), row.usableSince(), row.changedAt()))
                .collect(Collectors.toSet());
        var wanted = expected.stream()
                .filter(change -> covered.contains(change.sequence()))
                .collect(Collectors.toSet());
        if (!stored.equals(wanted)) {
            found.add(Difference.FEED);
        }
        var last = 0L;
        for (StoredChanges.Row row : rows) {
            if (row.transaction() < last || row.isFuture()) {
                found.add(Difference.TRANSACTION);
            }
            last = row.transaction();
        }
    }

    private boolean isSealed(Stored stored, VerifiedFold fold) {
        var sealed = stored.sealed().stream().map(ConsentState::product).collect(Collectors.toSet());
        return stored.head().isSealed(chain) && sealed.containsAll(fold.products());
    }
}
