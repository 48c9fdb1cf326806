package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.feed.ConsumerCheckpoints;
import ai.datacontrols.ledger.feed.PropagationStatus;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what the settings page shows of an account, in one statement without a transaction. */
public final class AccountOverviewQuery {

    /**
     * {@code at} is the start of the statement, before its MVCC snapshot: later entries may be included, but no earlier
     * one is missing. The account comes from a subquery, so that its value never leads to a custom plan.
     */
    static final String SQL =
            """
            select statement_timestamp() as at, profile.account is not null as has_profile, profile.email,
              profile.verified_email, profile.display_name,
              head.account is not null as has_head, head.erased_at, head.products, head.last_sequence, head.last_hash, head.last_key,
              head.last_at, head.seal as head_seal, projection.*, propagation.*
            from (select (select ?::uuid) as account) asked
            left join account_profile profile on profile.account = asked.account
            left join account_head head on head.account = asked.account
            left join current_permission projection on projection.account = asked.account
            left join lateral (%s) propagation on projection.choice_entry is not null
            """.formatted(ConsumerCheckpoints.propagation("projection.account", "projection.choice_entry"));

    private AccountOverviewQuery() {}

    public static AccountOverview read(
            Connection connection, Chain chain, UUID account, List<String> pipelines, PolicyTimeline timeline)
            throws SQLException {
        try (var sql = connection.prepareStatement(SQL)) {
            sql.setObject(1, account);
            sql.setArray(2, connection.createArrayOf("text", pipelines.toArray()));
            try (var rows = sql.executeQuery()) {
                rows.next();
                var at = instant(rows, "at");
                var email = rows.getString("email");
                var verifiedEmail = rows.getString("verified_email");
                var name = rows.getString("display_name");
                var hasProfile = rows.getBoolean("has_profile");
                var head = rows.getBoolean("has_head") ? AccountHead.of(account, rows, "head_seal") : null;
                var reading = new Reading(chain, account, at, pipelines.size(), timeline);
                reading.read(rows);
                var isProven = head == null
                        || head.isSealed(chain)
                                && reading.areSealed
                                && reading.consentStates.keySet().containsAll(head.products());
                return new AccountOverview(
                        account,
                        reading.consentStates,
                        at,
                        head == null ? null : head.erasedAt(),
                        reading.propagation,
                        email,
                        verifiedEmail,
                        name,
                        hasProfile,
                        head == null ? 0 : head.lastSequence,
                        isProven);
            }
        }
    }

    private static final class Reading {
        private final Chain chain;
        private final UUID account;
        private final Instant at;
        private final int pipelines;
        private final PolicyTimeline timeline;
        private final Map<String, ConsentState> consentStates = new HashMap<>();
        private final Map<String, PropagationStatus> propagation = new HashMap<>();
        private boolean areSealed = true;

        private Reading(Chain chain, UUID account, Instant at, int pipelines, PolicyTimeline timeline) {
            this.chain = chain;
            this.account = account;
            this.at = at;
            this.pipelines = pipelines;
            this.timeline = timeline;
        }

        private void read(ResultSet rows) throws SQLException {
            do {
                var product = rows.getString("product");
                if (product != null) { // nothing is known of the account
                    read(rows, product);
                }
            } while (rows.next());
        }

        private void read(ResultSet row, String product) throws SQLException {
            var stored = ConsentProjection.consentState(row, product);
            if (stored == null) {
                areSealed = false;
                return;
            }
            areSealed &= ConsentProjection.isSealed(row, chain, account, stored);
            consentStates.put(product, stored.asOf(at, timeline));
            if (pipelines > 0 && stored.choiceEntry() != null) {
                propagation.put(product, ConsumerCheckpoints.status(row, chain, pipelines));
            }
        }
    }
}
