package ai.datacontrols.replicas;

import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import ai.datacontrols.parts.TestServices;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

record KeptChoice(UUID account, long sequence, Kind kind, UUID requestId) {

    static List<KeptChoice> of(Collection<UUID> accounts) {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.prepareStatement("""
                        select account, sequence, kind, request_id from ledger_entry
                        where account = any (?) and kind like 'OPTED%' order by account, sequence""")) {
            sql.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
            try (var rows = sql.executeQuery()) {
                var choices = new ArrayList<KeptChoice>();
                while (rows.next()) {
                    choices.add(new KeptChoice(
                            rows.getObject(1, UUID.class),
                            rows.getLong(2),
                            Kind.valueOf(rows.getString(3)),
                            rows.getObject(4, UUID.class)));
                }
                return choices;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
