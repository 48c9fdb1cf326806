package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.database.NamedParameterStatement;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.ChainHead;
import ai.datacontrols.ledger.chain.Seal;
import ai.datacontrols.ledger.feed.ChangeFeed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The end of an account's chain. Its lock orders everything that is written for the account. {@link LedgerWriter} writes it. */
public final class AccountHead extends ChainHead {

    /**
     * The advisory lock first, then the row lock: a transaction that waits for a row lock and finds the row updated
     * is assigned its id before it gets the lock, so another transaction could overtake it.
     */
    static final String LOCK = """
            select head.* from account_head head, (select pg_advisory_xact_lock(hashtextextended(?, 0)) offset 0) locked
            where head.account = ? for no key update of head""";

    static final String LOCK_ALL = """
            select head.account from account_head head, (
              select account, pg_advisory_xact_lock(hashtextextended(account::text, 0))
              from (select account from unnest(?::uuid[]) account order by account) ordered offset 0) locked
            where head.account = locked.account for no key update of head""";

    /** Excludes {@link #LOCK} and {@link #MAKE}, which take this advisory lock first. */
    static final String EXCLUDE = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

    /** The locks are taken in the order of the ids of the accounts, which prevents deadlocks. */
    static final String EXCLUDE_ALL = """
            select pg_advisory_xact_lock(hashtextextended(account::text, 0))
            from (select account from unnest(?::uuid[]) account order by account) ordered""";

    /** Concurrent calls block on the advisory lock, before a transaction id is assigned. */
    static final NamedParameterStatement MAKE = new NamedParameterStatement("""
            with locked as materialized (select pg_advisory_xact_lock(hashtextextended(:name, 0)))
            insert into account_head (account, last_sequence, last_hash, last_at)
            select :account, 0, '', 'epoch' from locked on conflict do nothing""");

    static final String FIND = "select * from account_head where account = ?";

    static final String IS_KNOWN = "select exists (select from account_head where account = ? and last_sequence > 0)";

    /** Reads the rows by key: with a condition on {@code erased_at} the planner may read the index of all erasures. */
    static final String IS_ANY_ERASED =
            "select coalesce(bool_or(erased_at is not null), false) from account_head where account = any (?)";

    static final String END = """
            (select last_sequence as head_sequence, last_hash as head_hash, last_key as head_key
              from account_head where account_head.account = %s limit 1)""";

    public final UUID account;

    private Instant erasedAt;
    private List<String> products;
    private boolean isProven;
    private byte[] seal;

    private AccountHead(UUID account) {
        this.account = account;
    }

    public boolean isErased() {
        return erasedAt != null;
    }

    public Instant erasedAt() {
        return erasedAt;
    }

    public void erase(Instant at) {
        erasedAt = at;
    }

    /** Returns the products that the account has entries of; null if unknown. */
    public List<String> products() {
        return products;
    }

    /** Whether everything here follows from verified entries. Only then is a row sealed that is written with it. */
    public boolean isProven() {
        return isProven;
    }

    /** Returns whether the row has the seal of its content. A head that was just created needs none. */
    public boolean isSealed(Chain chain) {
        return products != null && chain.isSealed(seal, sealed());
    }

    byte[] sealed() {
        return Seal.head(account, this, erasedAt, products);
    }

    public void correct(VerifiedFold fold) {
        erasedAt = fold.erasedAt();
        lastAt = fold.lastAt();
        products = fold.products();
        isProven = true;
    }

    /** Notes that the entries can't be verified. */
    public void distrust() {
        isProven = false;
    }

    /** Has the next entry recorded at the present instant, because the time of the last one is not proven. */
    public void distrustTime() {
        lastAt = Instant.EPOCH;
    }

    public void addProduct(String product) {
        if (product != null && products != null && !products.contains(product)) {
            var all = new ArrayList<>(products);
            all.add(product);
            products = List.copyOf(all);
        }
    }

    public static boolean isKnown(Connection connection, UUID account) throws SQLException {
        try (var sql = connection.prepareStatement(IS_KNOWN)) {
            sql.setObject(1, account);
            return isTrue(sql);
        }
    }

    public static boolean isAnyErased(Connection connection, Collection<UUID> accounts) throws SQLException {
        try (var sql = connection.prepareStatement(IS_ANY_ERASED)) {
            sql.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
            return isTrue(sql);
        }
    }

    public static Optional<AccountHead> find(Connection connection, UUID account) throws SQLException {
        try (var sql = connection.prepareStatement(FIND)) {
            sql.setObject(1, account);
            return head(sql, account);
        }
    }

    /**
     * Takes the account lock; creates the head of an unknown account.
     * <p>PostgreSQL assigns a transaction id at the first write. That must happen after the lock is taken: then an
     * account's entries are in the order of their transaction ids, which the {@link ChangeFeed} relies on.
     */
    public static AccountHead lock(Connection connection, Chain chain, UUID account) throws SQLException {
        var known = take(connection, account);
        if (known.isEmpty()) {
            MAKE.execute(connection, Map.of("account", account, "name", account.toString()));
        }
        var head = known.isPresent() ? known.get() : take(connection, account).orElseThrow();
        var isNew = known.isEmpty() && head.lastSequence == 0;
        if (isNew) {
            head.products = List.of();
        }
        head.isProven = isNew || head.isSealed(chain);
        return head;
    }

    public static void lock(Connection connection, List<UUID> accounts) throws SQLException {
        try (var sql = connection.prepareStatement(LOCK_ALL)) {
            sql.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
            sql.executeQuery().close();
        }
    }

    /**
     * Takes the account lock for a write beside the ledger, until the transaction ends. A commit under the lock is
     * visible to the next statement, not to this one: its MVCC snapshot is taken before it blocks.
     */
    public static void exclude(Connection connection, UUID account) throws SQLException {
        try (var sql = connection.prepareStatement(EXCLUDE)) {
            sql.setString(1, account.toString());
            sql.execute();
        }
    }

    public static void exclude(Connection connection, Collection<UUID> accounts) throws SQLException {
        try (var sql = connection.prepareStatement(EXCLUDE_ALL)) {
            sql.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
            sql.execute();
        }
    }

    /** Returns the accounts after one in the order of their ids; null starts with the first. */
    public static List<UUID> accountsAfter(Connection connection, UUID last, int limit) throws SQLException {
        var query = last == null
                ? "select account from account_head order by account limit ?"
                : "select account from account_head where account > ? order by account limit ?";
        return accounts(connection, query, last, limit);
    }

    /** Like {@link #accountsAfter}, but only accounts whose head was never sealed. */
    public static List<UUID> unsealedAfter(Connection connection, UUID last, int limit) throws SQLException {
        var query = last == null
                ? "select account from account_head where seal is null order by account limit ?"
                : "select account from account_head where seal is null and account > ? order by account limit ?";
        return accounts(connection, query, last, limit);
    }

    private static List<UUID> accounts(Connection connection, String query, UUID last, int limit) throws SQLException {
        try (var sql = connection.prepareStatement(query)) {
            if (last != null) {
                sql.setObject(1, last);
            }
            sql.setInt(last == null ? 1 : 2, limit);
            try (var rows = sql.executeQuery()) {
                var accounts = new ArrayList<UUID>();
                while (rows.next()) {
                    accounts.add(rows.getObject(1, UUID.class));
                }
                return accounts;
            }
        }
    }

    private static Optional<AccountHead> take(Connection connection, UUID account) throws SQLException {
        try (var sql = connection.prepareStatement(LOCK)) {
            sql.setString(1, account.toString());
            sql.setObject(2, account);
            return head(sql, account);
        }
    }

    private static Optional<AccountHead> head(PreparedStatement sql, UUID account) throws SQLException {
        try (var row = sql.executeQuery()) {
            return row.next() ? Optional.of(of(account, row)) : Optional.empty();
        }
    }

    private static AccountHead of(UUID account, ResultSet row) throws SQLException {
        return of(account, row, "seal");
    }

    static AccountHead of(UUID account, ResultSet row, String seal) throws SQLException {
        var head = new AccountHead(account);
        head.lastSequence = row.getLong("last_sequence");
        head.lastHash = row.getBytes("last_hash");
        head.lastKey = row.getInt("last_key");
        head.lastAt = instant(row, "last_at");
        head.erasedAt = instant(row, "erased_at");
        var products = row.getArray("products");
        head.products = products == null ? null : List.of((String[]) products.getArray());
        head.seal = row.getBytes(seal);
        return head;
    }

    static ChainHead end(ResultSet row) throws SQLException {
        var hash = row.getBytes("head_hash");
        if (hash == null) {
            return null;
        }
        var head = new ChainHead();
        head.lastSequence = row.getLong("head_sequence");
        head.lastHash = hash;
        head.lastKey = row.getInt("head_key");
        return head;
    }

    private static boolean isTrue(PreparedStatement sql) throws SQLException {
        try (var row = sql.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
