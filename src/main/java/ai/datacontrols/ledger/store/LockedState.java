package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.policy.ConsentState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.UUID;

/**
 * State read under the account lock, by a separate statement: its MVCC snapshot must be taken after the lock, or it
 * would miss what the previous lock holder committed.
 *
 * @param isRepeated whether a command with this request id was recorded before
 * @param isProven whether the consent state follows from verified entries
 */
public record LockedState(Instant now, ConsentState consentState, boolean isRepeated, boolean isProven) {

    /** A subquery, because parameters would lead to a custom plan for each execution ({@link HistoryQuery}). */
    static final String SQL = """
            select clock_timestamp() as at, exists (
                select from ledger_entry where account = ? and request_id = ?) as is_repeated,
              projection.*
            from (select (select ?::uuid) as account, (select ?) as product) asked
            left join current_permission projection
              on projection.account = asked.account and projection.product = asked.product""";

    public static LockedState read(Connection connection, Chain chain, AccountHead head, String product, UUID requestId)
            throws SQLException {
        var account = head.account;
        try (var sql = connection.prepareStatement(SQL)) {
            sql.setObject(1, account);
            sql.setObject(2, requestId, Types.OTHER);
            sql.setObject(3, account);
            sql.setString(4, product);
            try (var row = sql.executeQuery()) {
                row.next();
                var isRepeated = row.getBoolean("is_repeated");
                if (row.getString("product") == null) {
                    var isUnknown = head.isProven() && !head.products().contains(product);
                    return new LockedState(instant(row, "at"), ConsentState.none(product), isRepeated, isUnknown);
                }
                var stored = ConsentProjection.consentState(row, product);
                var isProven =
                        head.isProven() && stored != null && ConsentProjection.isSealed(row, chain, account, stored);
                return new LockedState(
                        instant(row, "at"), isProven ? stored : ConsentState.none(product), isRepeated, isProven);
            }
        }
    }

    public LockedState with(ConsentState folded) {
        return new LockedState(now, folded, isRepeated, true);
    }
}
