package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.database.NamedParameterStatement;
import ai.datacontrols.ledger.chain.ChainHead;
import ai.datacontrols.ledger.feed.ChangeFeed;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The end of an account's chain. Its row lock orders everything that is written for the account. */
@Entity
@Table(name = "account_head")
public class AccountHead extends ChainHead {

    /**
     * The advisory lock first, then the row lock: a transaction that waits for a row lock and finds the row updated
     * is assigned its id before it gets the lock, so another transaction could overtake it.
     */
    static final String LOCK = """
            select head.* from account_head head, (select pg_advisory_xact_lock(hashtextextended(?, 0)) offset 0) turn
            where head.account = ? for no key update of head""";

    /** The advisory lock alone. It comes first in {@link #LOCK} and {@link #MAKE}, so it excludes everything that takes those. */
    static final String EXCLUDE = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

    /** Concurrent calls block on the advisory lock, before a transaction id is assigned. */
    static final NamedParameterStatement MAKE = new NamedParameterStatement("""
            with turn as materialized (select pg_advisory_xact_lock(hashtextextended(:name, 0)))
            insert into account_head (account, last_sequence, last_hash, last_at)
            select :account, 0, '', 'epoch' from turn on conflict do nothing""");

    @Id
    public UUID account;

    /** When the account was erased; null when it wasn't. */
    @Column(name = "erased_at")
    public Instant erasedAt;

    public boolean isErased() {
        return erasedAt != null;
    }

    public static boolean isKnown(UUID account) {
        return count("account = ?1 and lastSequence > 0", account) > 0;
    }

    /**
     * Takes the account lock; creates the head of an unknown account.
     *
     * <p>PostgreSQL assigns a transaction id at the first write. That must happen after the lock is taken: then an
     * account's entries are in the order of their transaction ids, which the {@link ChangeFeed} relies on.
     */
    public static AccountHead lock(Connection connection, UUID account) throws SQLException {
        var head = take(connection, account);
        if (head.isPresent()) {
            return head.get();
        }
        MAKE.execute(connection, Map.of("account", account, "name", account.toString()));
        return take(connection, account).orElseThrow();
    }

    /**
     * Takes the account lock for a write beside the ledger, until the caller's transaction ends. What was committed under the lock is
     * visible to the next statement, not to this one: its snapshot is taken before it blocks.
     */
    public static void exclude(UUID account) {
        getEntityManager().unwrap(Session.class).doWork(connection -> {
            try (var sql = connection.prepareStatement(EXCLUDE)) {
                sql.setString(1, account.toString());
                sql.execute();
            }
        });
    }

    /** Whether any of these accounts was erased. */
    public static boolean isAnyErased(Collection<UUID> accounts) {
        // by key: with "is not null" the planner may read the index of all erasures
        return AccountHead.<AccountHead>stream("account in ?1", accounts).anyMatch(AccountHead::isErased);
    }

    /** Not as an entity: what moves it writes it, together with the entry ({@link LedgerWriter}). */
    private static Optional<AccountHead> take(Connection connection, UUID account) throws SQLException {
        try (var sql = connection.prepareStatement(LOCK)) {
            sql.setString(1, account.toString());
            sql.setObject(2, account);
            try (var row = sql.executeQuery()) {
                return row.next() ? Optional.of(of(account, row)) : Optional.empty();
            }
        }
    }

    private static AccountHead of(UUID account, ResultSet row) throws SQLException {
        var head = new AccountHead();
        head.account = account;
        head.lastSequence = row.getLong("last_sequence");
        head.lastHash = row.getBytes("last_hash");
        head.lastKey = row.getInt("last_key");
        head.lastAt = instant(row, "last_at");
        head.erasedAt = instant(row, "erased_at");
        return head;
    }

    /** Locks several accounts in the order of their ids, which prevents deadlocks. */
    public static void lock(List<UUID> accounts) {
        find("account in ?1", Sort.by("account"), accounts)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    public static List<UUID> accountsAfter(UUID last, int size) {
        PanacheQuery<AccountHead> heads =
                last == null ? findAll(Sort.by("account")) : find("account > ?1", Sort.by("account"), last);
        return heads.page(0, size).stream().map(head -> head.account).toList();
    }
}
