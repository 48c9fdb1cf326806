package ai.datacontrols.ledger.store;

import ai.datacontrols.database.NamedParameterStatement;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.Seal;
import ai.datacontrols.policy.ConsentState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Writes entry, head, projection and feed in one statement: each round trip extends the time of the account lock. */
public final class LedgerWriter {

    private static final String HEAD = """
            update account_head set last_sequence = :sequence, last_hash = :hash, last_key = :chainKey, last_at = :recordedAt,
              erased_at = :erasedAt, products = :products, seal = :headSeal
            where account = :account""";

    static final String PROJECTION = """
            insert into current_permission (account, product, plan, plan_entry, plan_at, choice, choice_entry, choice_at, usable_since,
              usable_since_entry, standing_at, seal)
            values (:account, :product, :statePlan, :planEntry, :planAt, :choice, :choiceEntry, :choiceAt, :usableSince,
              :usableSinceEntry, :stateAt, :permissionSeal)
            on conflict (account, product) do update set plan = excluded.plan, plan_entry = excluded.plan_entry,
              plan_at = excluded.plan_at, choice = excluded.choice, choice_entry = excluded.choice_entry,
              choice_at = excluded.choice_at, usable_since = excluded.usable_since,
              usable_since_entry = excluded.usable_since_entry, standing_at = excluded.standing_at,
              seal = excluded.seal""";

    private static final String CHANGE = """
            insert into permission_change (account, sequence, product, usable_since, changed_at, seal)
            values (:account, :sequence, :product, :usableSince, :recordedAt, :changeSeal)""";

    private static final String ENTRY_AND_HEAD =
            "with entry as (" + LedgerEntryMapper.INSERT + "), head as (" + HEAD + ")";

    /** An entry of one product with a change of the feed. */
    static final String ALL = ENTRY_AND_HEAD + ", change as (" + CHANGE + ")\n" + PROJECTION;

    static final NamedParameterStatement ENTRY_WITH_CHANGE = new NamedParameterStatement(ALL);
    static final NamedParameterStatement ENTRY_WITHOUT_CHANGE =
            new NamedParameterStatement(ENTRY_AND_HEAD + "\n" + PROJECTION);

    /** An entry without a product; the projection is written separately. */
    static final NamedParameterStatement ENTRY_ALONE =
            new NamedParameterStatement("with entry as (" + LedgerEntryMapper.INSERT + ")\n" + HEAD);

    static final NamedParameterStatement CHANGE_ALONE = new NamedParameterStatement(CHANGE);

    static final NamedParameterStatement HEAD_ALONE = new NamedParameterStatement("""
            update account_head set last_at = :lastAt, erased_at = :erasedAt, products = :products, seal = :headSeal
            where account = :account""");

    private LedgerWriter() {}

    /** Writes the entry with the consent state after it, and the change of the feed if there is one. */
    public static void write(
            Connection connection,
            Chain chain,
            AccountHead head,
            LedgerEntry entry,
            ConsentState after,
            boolean changesPermission)
            throws SQLException {
        var values = values(chain, head, entry);
        putPermission(values, chain, head, entry, after);
        (changesPermission ? ENTRY_WITH_CHANGE : ENTRY_WITHOUT_CHANGE).execute(connection, values);
    }

    public static void write(Connection connection, Chain chain, AccountHead head, LedgerEntry entry)
            throws SQLException {
        ENTRY_ALONE.execute(connection, values(chain, head, entry));
    }

    /** Writes the projection of one product for an entry written separately, and the change of the feed if there is one. */
    public static void writePermission(
            Connection connection,
            Chain chain,
            AccountHead head,
            LedgerEntry entry,
            ConsentState after,
            boolean changesPermission)
            throws SQLException {
        var values = new HashMap<String, Object>();
        values.put("sequence", entry.sequence);
        values.put("recordedAt", entry.recordedAt);
        putPermission(values, chain, head, entry, after);
        ConsentProjection.UPSERT.execute(connection, values);
        if (changesPermission) {
            CHANGE_ALONE.execute(connection, values);
        }
    }

    /** Writes what the head says beside the end of the chain, and its seal. */
    public static void writeHead(Connection connection, Chain chain, AccountHead head) throws SQLException {
        var values = new HashMap<String, Object>();
        values.put("account", head.account);
        values.put("lastAt", head.lastAt);
        putHead(values, chain, head, chain.keyAfter(head));
        HEAD_ALONE.execute(connection, values);
    }

    private static Map<String, Object> values(Chain chain, AccountHead head, LedgerEntry entry) {
        var values = LedgerEntryMapper.values(entry);
        putHead(values, chain, head, entry.chainKey);
        return values;
    }

    private static void putHead(Map<String, Object> values, Chain chain, AccountHead head, int key) {
        values.put("erasedAt", head.erasedAt());
        values.put("products", head.products() == null ? null : head.products().toArray(String[]::new));
        values.put("headSeal", head.isProven() ? chain.seal(key, head.sealed()) : null);
    }

    /** Rows that don't follow from verified entries get no seal. */
    private static void putPermission(
            Map<String, Object> values, Chain chain, AccountHead head, LedgerEntry entry, ConsentState after) {
        var seal = head.isProven() ? ConsentProjection.seal(chain, entry.chainKey, entry.account, after) : null;
        values.putAll(ConsentProjection.values(entry.account, after, seal));
        values.put(
                "changeSeal",
                head.isProven()
                        ? chain.seal(
                                entry.chainKey,
                                Seal.change(
                                        entry.account,
                                        entry.sequence,
                                        after.product(),
                                        after.usableSince(),
                                        entry.recordedAt))
                        : null);
    }
}
