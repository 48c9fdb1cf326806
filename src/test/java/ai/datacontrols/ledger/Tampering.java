package ai.datacontrols.ledger;

import ai.datacontrols.parts.TestServices;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Somebody with SQL and every right: the one that the chain is there for. */
public final class Tampering {

    private Tampering() {}

    /** Runs statements past every trigger. */
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
