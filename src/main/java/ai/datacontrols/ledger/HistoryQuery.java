package ai.datacontrols.ledger;

import static ai.datacontrols.ledger.Rows.instant;
import static java.util.stream.Collectors.toMap;

import ai.datacontrols.ledger.LedgerEntry.Kind;
import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Surface;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What happened to accounts, and the moment at which that was all, in one statement. Nothing is written, so it is no transaction. */
final class HistoryQuery {

    /**
     * The moment is that of the asking, before the snapshot was taken: what was recorded after it may be in there, but nothing is
     * missing that was before it. Accounts are joined from an array, as a statement with a parameter each is planned for each number
     * of them; and one by one by the key (offset 0), as the planner would otherwise read the whole table for a thousand of them. The
     * array comes from a query: of a parameter the planner counts the elements, and so makes a plan each time it is asked.
     */
    static final String SQL = """
            select statement_timestamp() as at, (select completed_at is not null from first_load) as is_load_complete,
              entry.account, sequence, kind, product, plan, happened_at, actor, surface, policy_version, text_version, language,
              started_at, ended_at, revision
            from (select) once left join (
              unnest((select ?::uuid[])) asked (account) cross join lateral (
                select * from ledger_entry where ledger_entry.account = asked.account offset 0) entry) on true
            order by entry.account, sequence""";

    private HistoryQuery() {}

    static Histories read(Connection connection, Collection<UUID> accounts) throws SQLException {
        var asked = accounts.stream().distinct().toList();
        try (var sql = connection.prepareStatement(SQL)) {
            sql.setArray(1, connection.createArrayOf("uuid", asked.toArray()));
            try (var rows = sql.executeQuery()) {
                rows.next();
                var at = instant(rows, "at");
                var isLoadComplete = rows.getBoolean("is_load_complete");
                var histories = histories(rows);
                return new Histories(
                        asked.stream()
                                .collect(toMap(
                                        Function.identity(),
                                        account -> histories.getOrDefault(account, AccountHistory.EMPTY))),
                        at,
                        isLoadComplete);
            }
        }
    }

    private static Map<UUID, AccountHistory> histories(ResultSet rows) throws SQLException {
        var events = new HashMap<UUID, List<AccountEvent>>();
        do {
            var account = rows.getObject("account", UUID.class);
            if (account != null) { // nothing is known of any of them
                events.computeIfAbsent(account, its -> new ArrayList<>()).add(event(rows));
            }
        } while (rows.next());
        return events.entrySet().stream().collect(toMap(Map.Entry::getKey, its -> new AccountHistory(its.getValue())));
    }

    private static AccountEvent event(ResultSet row) throws SQLException {
        var entry = new LedgerEntry();
        entry.sequence = row.getLong("sequence");
        entry.kind = Kind.valueOf(row.getString("kind"));
        entry.product = row.getString("product");
        entry.plan = row.getString("plan");
        entry.happenedAt = instant(row, "happened_at");
        entry.actor = Actor.valueOf(row.getString("actor"));
        entry.surface = Surface.valueOf(row.getString("surface"));
        entry.policyVersion = row.getString("policy_version");
        entry.textVersion = row.getString("text_version");
        entry.language = row.getString("language");
        entry.startedAt = instant(row, "started_at");
        entry.endedAt = instant(row, "ended_at");
        entry.revision = row.getObject("revision", Long.class);
        return entry.toEvent();
    }
}
