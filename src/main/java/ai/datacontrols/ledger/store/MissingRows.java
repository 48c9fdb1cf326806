package ai.datacontrols.ledger.store;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import io.quarkus.logging.Log;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Finds products that an account has entries for, but no row of the projection. A missing row is an integrity error and
 * is never treated as "no choice": the consent state is folded from the ledger instead, and the next entry of the
 * product restores the row.
 */
public final class MissingRows {

    /** Selects the products as an array, or null. Takes an SQL expression for the account. */
    static final String PRODUCTS = """
            select array_agg(product) from account_head known cross join lateral unnest(known.products) product
            where known.account = %s and not exists (
              select from current_permission stored where stored.account = known.account and stored.product = product)""";

    static final String SQL = "select (" + PRODUCTS.formatted("?") + ") as missing";

    private final Jdbc jdbc;
    private final HistoryQuery histories;
    private final PolicyTimeline timeline;

    public MissingRows(Jdbc jdbc, HistoryQuery histories, PolicyTimeline timeline) {
        this.jdbc = jdbc;
        this.histories = histories;
        this.timeline = timeline;
    }

    /** Returns the consent state of each product whose row is missing, as of the last entry. */
    public List<ConsentState> fold(UUID account) {
        return fold(account, jdbc.call("failed to read missing rows", connection -> products(connection, account)));
    }

    /** Returns the consent state of each of the products, as of the last entry. */
    public List<ConsentState> fold(UUID account, Set<String> products) {
        if (products.isEmpty()) {
            return List.of();
        }
        Log.errorf("projection row missing: account %s, products %s", account, products);
        var fold = new AccountFold(timeline);
        products.forEach(product -> fold.expect(product, null));
        histories.read(Map.of(account, fold)).orThrow();
        return products.stream()
                .map(product -> fold.standing(product, fold.notBeforeTheLast(Instant.MIN)))
                .toList();
    }

    private static Set<String> products(Connection connection, UUID account) throws SQLException {
        try (var sql = connection.prepareStatement(SQL)) {
            sql.setObject(1, account);
            try (var row = sql.executeQuery()) {
                row.next();
                return products(row);
            }
        }
    }

    /** Reads {@link #PRODUCTS} from a row. */
    static Set<String> products(ResultSet row) throws SQLException {
        var missing = row.getArray("missing");
        return missing == null ? Set.of() : Set.of((String[]) missing.getArray());
    }
}
