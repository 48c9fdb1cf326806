package ai.datacontrols.ledger;

import ai.datacontrols.policy.Standing;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/**
 * Writes an entry and all that follows from it in one statement: the head of the chain, where the account stands with the product,
 * and what pipelines are told of it. Each statement is a way to the database and back, and the account's turn lasts for all of them.
 */
final class Append {

    /** An entry that names no product, and so says nothing by itself of where the account stands with one. */
    static final String ENTRY = """
            with entry as (
              insert into ledger_entry (account, sequence, kind, product, plan, happened_at, recorded_at, actor, surface, policy_version,
                text_version, language, request_id, evidence, started_at, global_privacy_control, chain_key, previous_hash, hash)
              values (:account, :sequence, :kind, :product, :plan, :happenedAt, :recordedAt, :actor, :surface, :policyVersion,
                :textVersion, :language, :requestId, :evidence, :startedAt, :privacyControl, :chainKey, :previousHash, :hash))
            update account_head set last_sequence = :sequence, last_hash = :hash, last_key = :chainKey, last_at = :recordedAt,
              erased_at = :erasedAt
            where account = :account""";

    /** Where an account stands with a product. */
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

    /** All of it; and what changes nothing for pipelines. */
    static final String ALL = ENTRY.replace("update account_head", ", head as (update account_head") + "), change as ("
            + CHANGE + ")\n" + STANDING;

    private static final String UNTOLD =
            ENTRY.replace("update account_head", ", head as (update account_head") + ")\n" + STANDING;

    private Append() {}

    /** The entry with where the account stands afterwards, and whether pipelines are told. */
    static void write(AccountHead head, LedgerEntry entry, Standing after, boolean isTold) {
        with(with(query(isTold ? ALL : UNTOLD), head, entry), after).executeUpdate();
    }

    /** An entry alone. */
    static void write(AccountHead head, LedgerEntry entry) {
        with(query(ENTRY), head, entry).executeUpdate();
    }

    /** What an entry written alone changes of one product. */
    static void write(LedgerEntry entry, Standing after, boolean isTold) {
        with(query(STANDING).setParameter("account", entry.account).setParameter("product", after.product()), after)
                .executeUpdate();
        if (isTold) {
            query(CHANGE)
                    .setParameter("account", entry.account)
                    .setParameter("product", after.product())
                    .setParameter("sequence", entry.sequence)
                    .setParameter("usableSince", after.usableSince(), Instant.class)
                    .setParameter("recordedAt", entry.recordedAt)
                    .executeUpdate();
        }
    }

    private static MutationQuery query(String sql) {
        return Panache.getEntityManager().unwrap(Session.class).createNativeMutationQuery(sql);
    }

    private static MutationQuery with(MutationQuery query, AccountHead head, LedgerEntry entry) {
        return query.setParameter("account", entry.account)
                .setParameter("sequence", entry.sequence)
                .setParameter("kind", entry.kind.name())
                .setParameter("product", entry.product, String.class)
                .setParameter("plan", entry.plan, String.class)
                .setParameter("happenedAt", entry.happenedAt)
                .setParameter("recordedAt", entry.recordedAt)
                .setParameter("actor", entry.actor.name())
                .setParameter("surface", entry.surface.name())
                .setParameter("policyVersion", entry.policyVersion, String.class)
                .setParameter("textVersion", entry.textVersion, String.class)
                .setParameter("language", entry.language, String.class)
                .setParameter("requestId", entry.requestId, UUID.class)
                .setParameter("evidence", entry.evidence, String.class)
                .setParameter("startedAt", entry.startedAt, Instant.class)
                .setParameter("privacyControl", entry.globalPrivacyControl, Boolean.class)
                .setParameter("chainKey", entry.chainKey)
                .setParameter("previousHash", entry.previousHash)
                .setParameter("hash", entry.hash)
                .setParameter("erasedAt", head.erasedAt, Instant.class);
    }

    private static MutationQuery with(MutationQuery query, Standing after) {
        var row = new CurrentPermission();
        row.follow(after);
        return query.setParameter("standingPlan", row.plan, String.class)
                .setParameter("planEntry", row.planEntry, Long.class)
                .setParameter("planAt", row.planAt, Instant.class)
                .setParameter("choice", row.choice == null ? null : row.choice.name(), String.class)
                .setParameter("choiceEntry", row.choiceEntry, Long.class)
                .setParameter("choiceAt", row.choiceAt, Instant.class)
                .setParameter("usableSince", row.usableSince, Instant.class)
                .setParameter("usableSinceEntry", row.usableSinceEntry, Long.class)
                .setParameter("standingAt", row.standingAt);
    }
}
