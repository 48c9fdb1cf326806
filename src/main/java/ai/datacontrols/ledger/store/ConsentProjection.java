package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.database.NamedParameterStatement;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.Seal;
import ai.datacontrols.ledger.feed.ProjectionRow;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The projection (table {@code current_permission}): the consent state of an account and product as of its last entry.
 * {@code standing_at} is the instant it was folded up to; reading applies later policy versions.
 */
public final class ConsentProjection {

    static final NamedParameterStatement UPSERT = new NamedParameterStatement(LedgerWriter.PROJECTION);

    private ConsentProjection() {}

    /** Returns those consent states of an account that are sealed, in the order of the products. */
    public static List<ConsentState> of(Connection connection, Chain chain, UUID account) throws SQLException {
        try (var sql =
                connection.prepareStatement("select * from current_permission where account = ? order by product")) {
            sql.setObject(1, account);
            return List.copyOf(sealed(sql, chain).getOrDefault(account, List.of()));
        }
    }

    /** Returns the stored rows of an account by product, sealed or not; an empty value for a row that can't be read. */
    public static Map<String, Optional<ConsentState>> stored(Connection connection, UUID account) throws SQLException {
        try (var sql = connection.prepareStatement("select * from current_permission where account = ?")) {
            sql.setObject(1, account);
            try (var rows = sql.executeQuery()) {
                var stored = new HashMap<String, Optional<ConsentState>>();
                while (rows.next()) {
                    var product = rows.getString("product");
                    stored.put(product, Optional.ofNullable(consentState(rows, product)));
                }
                return stored;
            }
        }
    }

    public static List<UUID> accountsOutdated(
            Connection connection, Chain chain, Collection<UUID> accounts, Instant instant) throws SQLException {
        return List.copyOf(outdated(connection, chain, accounts, instant).keySet());
    }

    /** Returns by account the sealed consent states that were folded up to an instant before this one. */
    public static Map<UUID, List<ConsentState>> outdated(
            Connection connection, Chain chain, Collection<UUID> accounts, Instant instant) throws SQLException {
        try (var sql = connection.prepareStatement(
                "select * from current_permission where account = any (?) and standing_at < ? order by account, product")) {
            sql.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
            sql.setObject(2, instant.atOffset(ZoneOffset.UTC));
            return sealed(sql, chain);
        }
    }

    public static void delete(Connection connection, UUID account) throws SQLException {
        try (var sql = connection.prepareStatement("delete from current_permission where account = ?")) {
            sql.setObject(1, account);
            sql.executeUpdate();
        }
    }

    public static void upsert(Connection connection, Chain chain, Map<UUID, List<ConsentState>> consentStates)
            throws SQLException {
        var rows = new ArrayList<Map<String, Object>>();
        consentStates.forEach((account, ofAccount) -> ofAccount.forEach(consentState ->
                rows.add(values(account, consentState, seal(chain, chain.signingKey(), account, consentState)))));
        UPSERT.executeBatch(connection, rows);
    }

    /** Maps a row to the consent state that it stores; null if it has a value that no consent state has. */
    static ConsentState consentState(ResultSet row, String product) throws SQLException {
        return new ProjectionRow(
                        product,
                        row.getString("plan"),
                        row.getObject("plan_entry", Long.class),
                        instant(row, "plan_at"),
                        row.getString("choice"),
                        row.getObject("choice_entry", Long.class),
                        instant(row, "choice_at"),
                        instant(row, "usable_since"),
                        row.getObject("usable_since_entry", Long.class),
                        instant(row, "standing_at"))
                .toConsentState()
                .orElse(null);
    }

    static byte[] seal(Chain chain, int key, UUID account, ConsentState consentState) {
        return chain.seal(key, Seal.permission(account, consentState));
    }

    static boolean isSealed(ResultSet row, Chain chain, UUID account, ConsentState consentState) throws SQLException {
        return chain.isSealed(row.getBytes("seal"), Seal.permission(account, consentState));
    }

    /** @param seal null for a state that isn't proven */
    static Map<String, Object> values(UUID account, ConsentState consentState, byte[] seal) {
        var values = new HashMap<String, Object>();
        values.put("account", account);
        values.put("product", consentState.product());
        values.put("statePlan", consentState.plan());
        values.put("planEntry", sequence(consentState.planEntry()));
        values.put("planAt", at(consentState.planEntry()));
        values.put(
                "choice",
                consentState.choice() == null ? null : consentState.choice().name());
        values.put("choiceEntry", sequence(consentState.choiceEntry()));
        values.put("choiceAt", at(consentState.choiceEntry()));
        values.put("usableSince", consentState.usableSince());
        values.put("usableSinceEntry", sequence(consentState.usableSinceEntry()));
        values.put("stateAt", consentState.at());
        values.put("permissionSeal", seal);
        return values;
    }

    private static Map<UUID, List<ConsentState>> sealed(PreparedStatement sql, Chain chain) throws SQLException {
        try (var rows = sql.executeQuery()) {
            var byAccount = new LinkedHashMap<UUID, List<ConsentState>>();
            while (rows.next()) {
                var account = rows.getObject("account", UUID.class);
                var consentState = consentState(rows, rows.getString("product"));
                if (consentState != null && isSealed(rows, chain, account, consentState)) {
                    byAccount.computeIfAbsent(account, of -> new ArrayList<>()).add(consentState);
                }
            }
            return byAccount;
        }
    }

    private static Long sequence(EntryRef entry) {
        return entry == null ? null : entry.sequence();
    }

    private static Instant at(EntryRef entry) {
        return entry == null ? null : entry.at();
    }
}
