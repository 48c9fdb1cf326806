package ai.datacontrols.ledger;

import ai.datacontrols.parts.TestServices;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Changes rows directly with all privileges: the attacker whom the chain must detect. */
public final class Tampering {

    private Tampering() {}

    /** Executes statements with triggers disabled. */
    public static void with(String... statements) {
        try (var connection = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            for (String statement : statements) {
                sql.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
