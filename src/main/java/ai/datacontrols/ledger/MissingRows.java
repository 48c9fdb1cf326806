package ai.datacontrols.ledger;

import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Standing;
import io.quarkus.logging.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Finds products that an account has entries of and no row of the projection. A missing row is a fault and never reads as "has not
 * chosen": the consent state is folded from the ledger instead, and the next entry of the product writes the row again.
 */
final class MissingRows {

    /** Selects the products as an array, null if there are none. Takes an SQL expression for the account. */
    static final String PRODUCTS = """
            select array_agg(distinct entry.product) as missing from ledger_entry entry
            where entry.account = %s and entry.product is not null and not exists (
              select from current_permission stored where stored.account = entry.account and stored.product = entry.product)""";

    static final String SQL = PRODUCTS.formatted("?");

    private MissingRows() {}

    /** Returns the consent state of each product whose row is missing, as of its last entry. */
    static List<Standing> fold(Connection connection, UUID account, PolicyTimeline timeline) throws SQLException {
        try (var sql = connection.prepareStatement(SQL)) {
            sql.setObject(1, account);
            try (var row = sql.executeQuery()) {
                row.next();
                var products = row.getArray("missing");
                return products == null
                        ? List.of()
                        : fold(connection, account, (String[]) products.getArray(), timeline);
            }
        }
    }

    /** Returns the consent state of each of the products, as of its last entry. */
    static List<Standing> fold(Connection connection, UUID account, String[] products, PolicyTimeline timeline)
            throws SQLException {
        Log.errorf("projection row missing: account %s, products %s", account, Arrays.toString(products));
        AccountHistory history =
                HistoryQuery.read(connection, List.of(account)).byAccount().get(account);
        return Arrays.stream(products)
                .map(product -> history.lastStanding(product, timeline))
                .toList();
    }
}
