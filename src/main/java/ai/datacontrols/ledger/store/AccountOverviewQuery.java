package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

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
     * {@code at} is the start of the statement, before its snapshot: later entries may be included, but no earlier
     * one is missing. The account comes from a subquery, so that its value never leads to a custom plan.
     */
    static final String SQL = """
            select statement_timestamp() as at, profile.account is not null as has_profile, profile.email,
              profile.verified_email, profile.display_name,
              head.erased_at, (%s) as missing, standing.*, obeyed.*
            from (select (select ?::uuid) as account) asked
            left join account_profile profile on profile.account = asked.account
            left join account_head head on head.account = asked.account
            left join current_permission standing on standing.account = asked.account
            left join lateral (%s) obeyed on standing.choice_entry is not null
            """.formatted(
                    MissingRows.PRODUCTS.formatted("asked.account"),
                    ConsumerCheckpoints.propagation("standing.account", "standing.choice_entry"));

    private AccountOverviewQuery() {}

    public static AccountOverview read(
            Connection connection, UUID account, List<String> pipelines, PolicyTimeline timeline) throws SQLException {
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
                var erasedAt = instant(rows, "erased_at");
                var missing = MissingRows.products(rows);
                var propagation = new HashMap<String, PropagationStatus>();
                var consentStates = consentStates(rows, at, pipelines.size(), propagation, timeline);
                var state = new AccountState(consentStates, at, erasedAt);
                return new AccountOverview(state, propagation, email, verifiedEmail, name, hasProfile, missing);
            }
        }
    }

    private static Map<String, ConsentState> consentStates(
            ResultSet rows,
            Instant at,
            int pipelines,
            Map<String, PropagationStatus> propagation,
            PolicyTimeline timeline)
            throws SQLException {
        var consentStates = new HashMap<String, ConsentState>();
        do {
            var product = rows.getString("product");
            if (product != null) { // nothing is known of the account
                consentStates.put(
                        product, ConsentProjection.consentState(rows, product).asOf(at, timeline));
                if (pipelines > 0 && rows.getObject("choice_entry") != null) {
                    propagation.put(
                            product,
                            new PropagationStatus(pipelines, rows.getInt("confirmed"), instant(rows, "since")));
                }
            }
        } while (rows.next());
        return consentStates;
    }
}
