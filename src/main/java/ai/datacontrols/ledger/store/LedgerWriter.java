package ai.datacontrols.ledger.store;

import ai.datacontrols.database.NamedParameterStatement;
import ai.datacontrols.policy.ConsentState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes an entry, the head of the chain, the projection and the feed in one statement, because every round trip
 * extends the time the account lock is held.
 */
public final class LedgerWriter {

    /** An entry without a product; the projection is written separately. */
    static final String ENTRY = """
            with entry as (
              insert into ledger_entry (account, sequence, kind, product, plan, happened_at, recorded_at, actor, surface, policy_version,
                text_version, language, request_id, evidence, started_at, ended_at, revision, requested_by, global_privacy_control, chain_key,
                previous_hash, hash)
              values (:account, :sequence, :kind, :product, :plan, :happenedAt, :recordedAt, :actor, :surface, :policyVersion,
                :textVersion, :language, :requestId, :evidence, :startedAt, :endedAt, :revision, :requestedBy, :privacyControl, :chainKey,
                :previousHash, :hash))
            update account_head set last_sequence = :sequence, last_hash = :hash, last_key = :chainKey, last_at = :recordedAt,
              erased_at = :erasedAt, products = case when cast(:product as text) is null or products @> array[cast(:product as text)]
                then products else array_append(products, cast(:product as text)) end
            where account = :account""";

    /** The consent state of an account and product. */
    static final String STANDING = """
            insert into current_permission (account, product, plan, plan_entry, plan_at, choice, choice_entry, choice_at, usable_since,
              usable_since_entry, standing_at)
            values (:account, :product, :standingPlan, :planEntry, :planAt, :choice, :choiceEntry, :choiceAt, :usableSince,
              :usableSinceEntry, :standingAt)
            on conflict (account, product) do update set plan = excluded.plan, plan_entry = excluded.plan_entry,
              plan_at = excluded.plan_at, choice = excluded.choice, choice_entry = excluded.choice_entry,
              choice_at = excluded.choice_at, usable_since = excluded.usable_since,
              usable_since_entry = excluded.usable_since_entry, standing_at = excluded.standing_at""";

    private static final String CHANGE = """
            insert into permission_change (account, sequence, product, usable_since, changed_at)
            values (:account, :sequence, :product, :usableSince, :recordedAt)""";

    private static final String ENTRY_AND_HEAD =
            ENTRY.replace("update account_head", ", head as (update account_head") + ")";

    /** All of it. */
    static final String ALL = ENTRY_AND_HEAD + ", change as (" + CHANGE + ")\n" + STANDING;

    static final NamedParameterStatement ENTRY_WITH_CHANGE = new NamedParameterStatement(ALL);

    /** What changes nothing for pipelines. */
    static final NamedParameterStatement ENTRY_WITHOUT_CHANGE =
            new NamedParameterStatement(ENTRY_AND_HEAD + "\n" + STANDING);

    static final NamedParameterStatement ENTRY_ALONE = new NamedParameterStatement(ENTRY);
    static final NamedParameterStatement STANDING_ALONE = new NamedParameterStatement(STANDING);
    static final NamedParameterStatement CHANGE_ALONE = new NamedParameterStatement(CHANGE);

    private LedgerWriter() {}

    /** Writes the entry with the consent state after it, and the change of the feed if there is one. */
    public static void write(
            Connection connection, AccountHead head, LedgerEntry entry, ConsentState after, boolean changesPermission)
            throws SQLException {
        var values = values(head, entry);
        add(values, after);
        (changesPermission ? ENTRY_WITH_CHANGE : ENTRY_WITHOUT_CHANGE).execute(connection, values);
    }

    /** An entry alone. */
    public static void write(Connection connection, AccountHead head, LedgerEntry entry) throws SQLException {
        ENTRY_ALONE.execute(connection, values(head, entry));
    }

    /** What an entry written alone changes of one product. */
    public static void write(Connection connection, LedgerEntry entry, ConsentState after, boolean changesPermission)
            throws SQLException {
        var values = new HashMap<String, Object>();
        values.put("account", entry.account);
        values.put("product", after.product());
        values.put("sequence", entry.sequence);
        values.put("recordedAt", entry.recordedAt);
        add(values, after);
        STANDING_ALONE.execute(connection, values);
        if (changesPermission) {
            CHANGE_ALONE.execute(connection, values);
        }
    }

    private static Map<String, Object> values(AccountHead head, LedgerEntry entry) {
        var values = new HashMap<String, Object>();
        values.put("account", entry.account);
        values.put("sequence", entry.sequence);
        values.put("kind", entry.kind.name());
        values.put("product", entry.product);
        values.put("plan", entry.plan);
        values.put("happenedAt", entry.happenedAt);
        values.put("recordedAt", entry.recordedAt);
        values.put("actor", entry.actor.name());
        values.put("surface", entry.surface.name());
        values.put("policyVersion", entry.policyVersion);
        values.put("textVersion", entry.textVersion);
        values.put("language", entry.language);
        values.put("requestId", entry.requestId);
        values.put("evidence", entry.evidence);
        values.put("startedAt", entry.startedAt);
        values.put("endedAt", entry.endedAt);
        values.put("revision", entry.revision);
        values.put("requestedBy", entry.requestedBy);
        values.put("privacyControl", entry.globalPrivacyControl);
        values.put("chainKey", entry.chainKey);
        values.put("previousHash", entry.previousHash);
        values.put("hash", entry.hash);
        values.put("erasedAt", head.erasedAt);
        return values;
    }

    private static void add(Map<String, Object> values, ConsentState after) {
        var row = new ConsentProjection();
        row.update(after);
        values.put("standingPlan", row.plan);
        values.put("planEntry", row.planEntry);
        values.put("planAt", row.planAt);
        values.put("choice", row.choice == null ? null : row.choice.name());
        values.put("choiceEntry", row.choiceEntry);
        values.put("choiceAt", row.choiceAt);
        values.put("usableSince", row.usableSince);
        values.put("usableSinceEntry", row.usableSinceEntry);
        values.put("standingAt", row.standingAt);
    }
}
