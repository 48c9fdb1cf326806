package ai.datacontrols.ledger;

import ai.datacontrols.ledger.store.LedgerEntries;
import ai.datacontrols.ledger.store.LedgerEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Reads entries as they are stored, without verifying them. */
public final class StoredEntries {

    private StoredEntries() {}

    /** Returns one entry. */
    public static Optional<LedgerEntry> find(Connection connection, UUID account, long sequence) throws SQLException {
        try (var sql = connection.prepareStatement("select * from ledger_entry where account = ? and sequence = ?")) {
            sql.setObject(1, account);
            sql.setLong(2, sequence);
            try (var row = sql.executeQuery()) {
                return row.next() ? Optional.of(LedgerEntries.map(row)) : Optional.empty();
            }
        }
    }
}
