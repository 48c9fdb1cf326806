package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.policy.ConsentState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.UUID;

/**
 * State read under the account lock. A separate statement, because a statement's snapshot is taken before it blocks: it
 * would miss what the previous lock holder committed.
 *
 * @param now the instant by the database's clock
 * @param consentState the stored consent state of the product
 * @param isRepeated whether a command with this request id was recorded before
 * @param isRowMissing whether the ledger has entries of the product, but the projection has no row ({@link
 *     MissingRows})
 */
public record LockedState(Instant now, ConsentState consentState, boolean isRepeated, boolean isRowMissing) {

    /**
     * Account and product come from a subquery: parameters would lead to a custom plan for each execution ({@link
     * HistoryQuery}).
     */
    static final String SQL = """
            select clock_timestamp() as at, exists (
                select from ledger_entry where account = ? and request_id = ?) as is_repeated,
              standing.account is null and exists (
                select from account_head head where head.account = asked.account and asked.product = any (head.products))
                as is_row_missing,
              standing.*
            from (select (select ?::uuid) as account, (select ?) as product) asked
            left join current_permission standing
              on standing.account = asked.account and standing.product = asked.product""";

    /** @param requestId null for a command without one */
    public static LockedState read(Connection connection, UUID account, String product, UUID requestId)
            throws SQLException {
        try (var sql = connection.prepareStatement(SQL)) {
            sql.setObject(1, account);
            sql.setObject(2, requestId, Types.OTHER);
            sql.setObject(3, account);
            sql.setString(4, product);
            try (var row = sql.executeQuery()) {
                row.next();
                return new LockedState(
                        instant(row, "at"),
                        row.getString("product") == null
                                ? ConsentState.none(product)
                                : ConsentProjection.consentState(row, product),
                        row.getBoolean("is_repeated"),
                        row.getBoolean("is_row_missing"));
            }
        }
    }

    /** Returns this state with the consent state folded from the ledger, for a missing row. */
    public LockedState with(ConsentState folded) {
        return new LockedState(now, folded, isRepeated, false);
    }
}
