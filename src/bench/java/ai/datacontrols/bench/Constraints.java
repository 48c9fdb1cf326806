package ai.datacontrols.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Drops the keys of the ledger's tables during a bulk load: building an index once is faster. */
final class Constraints {

    private static final String QUERY = """
            select conrelid::regclass || '', conname, pg_get_constraintdef(oid) from pg_constraint
            where contype in ('p', 'u', 'f')
              and conrelid in ('ledger_entry'::regclass, 'account_head'::regclass, 'current_permission'::regclass)
            order by contype = 'f'""";

    private final Database server;
    private final String database;
    private final List<String> drops = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();

    Constraints(Database server, String database) throws SQLException {
        this.server = server;
        this.database = database;
        try (var connection = server.connect(database, Database.SUPERUSER);
                var sql = connection.createStatement();
                var found = sql.executeQuery(QUERY)) {
            while (found.next()) {
                var constraint = "alter table " + found.getString(1);
                drops.add(constraint + " drop constraint " + found.getString(2));
                adds.add(constraint + " add constraint " + found.getString(2) + " " + found.getString(3));
            }
        }
    }

    /** Drops the constraints; foreign keys first. */
    void drop() {
        Collections.reverse(drops);
        server.execute(database, drops.toArray(String[]::new));
    }

    /** Restores the constraints, which validates every row. */
    void restore() {
        server.execute(database, adds.toArray(String[]::new));
    }
}
