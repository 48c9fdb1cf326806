package ai.datacontrols.ledger;

import static ai.datacontrols.ledger.Rows.instant;

import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Standing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where an account stands and what its own page shows besides, in one statement. Nothing is written, so it is no transaction. */
final class StateQuery {

    /**
     * The moment is that of the asking, before the snapshot was taken: what was recorded after it may be in there, but nothing is
     * missing that was before it. The account comes from a query: of a parameter the planner may know how many rows it has, and
     * then makes a plan each time it is asked.
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
                    Pipelines.obedience("standing.account", "standing.choice_entry"));

    private StateQuery() {}

    static OwnView read(Connection connection, UUID account, List<String> pipelines, PolicyTimeline timeline)
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
                var erasedAt = instant(rows, "erased_at");
                var missing = MissingRows.products(rows);
                var obedience = new HashMap<String, Obedience>();
                var standings = standings(rows, at, pipelines.size(), obedience, timeline);
                var state = new AccountState(standings, at, erasedAt);
                return new OwnView(state, obedience, email, verifiedEmail, name, hasProfile, missing);
            }
        }
    }

    private static Map<String, Standing> standings(
            ResultSet rows, Instant at, int pipelines, Map<String, Obedience> obedience, PolicyTimeline timeline)
            throws SQLException {
        var standings = new HashMap<String, Standing>();
        do {
            var product = rows.getString("product");
            if (product != null) { // nothing is known of the account
                standings.put(product, row(rows, product).toStanding().at(at, timeline));
                if (pipelines > 0 && rows.getObject("choice_entry") != null) {
                    obedience.put(product, new Obedience(pipelines, rows.getInt("confirmed"), instant(rows, "since")));
                }
            }
        } while (rows.next());
        return standings;
    }

    /** A row of the projection. */
    static CurrentPermission row(ResultSet row, String product) throws SQLException {
        var choice = row.getString("choice");
        var permission = new CurrentPermission();
        permission.product = product;
        permission.plan = row.getString("plan");
        permission.planEntry = row.getObject("plan_entry", Long.class);
        permission.planAt = instant(row, "plan_at");
        permission.choice = choice == null ? null : Choice.valueOf(choice);
        permission.choiceEntry = row.getObject("choice_entry", Long.class);
        permission.choiceAt = instant(row, "choice_at");
        permission.usableSince = instant(row, "usable_since");
        permission.usableSinceEntry = row.getObject("usable_since_entry", Long.class);
        permission.standingAt = instant(row, "standing_at");
        return permission;
    }
}
