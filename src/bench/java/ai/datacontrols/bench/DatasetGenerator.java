package ai.datacontrols.bench;

import ai.datacontrols.demo.KeycloakOnPostgres;
import ai.datacontrols.ledger.GeneratedHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Generates a data set with COPY unless it exists. An unfinished one is dropped and generated again. */
final class DatasetGenerator implements AutoCloseable {

    /** Coprime to every power of ten, so that accounts with consecutive numbers aren't adjacent in the tables. */
    private static final long STEP = 7_654_321;

    private final Connection[] connections = new Connection[4];
    private int used;

    private DatasetGenerator() {}

    /** Generates the data set if it doesn't exist. */
    static void ensure(DataSet data, Database server) throws SQLException {
        var name = data.database();
        if (server.has(name)) {
            return;
        }
        var unfinished = name + "_unfinished";
        System.out.printf("Generating %s: %,d accounts%n", name, data.accounts());
        server.execute(
                Database.SUPERUSER,
                "drop database if exists " + unfinished,
                "create database " + unfinished + " owner " + Database.OWNER);
        migrate(server.url(unfinished));
        var constraints = new Constraints(server, unfinished);
        constraints.drop();
        try (var generator = new DatasetGenerator()) {
            generator.copy(data, server, unfinished);
        }
        constraints.restore();
        server.execute(unfinished, "update first_load set completed_at = now()", "vacuum analyze");
        server.execute(Database.SUPERUSER, "alter database " + unfinished + " rename to " + name, "checkpoint");
    }

    private static void migrate(String url) {
        Flyway.configure()
                .dataSource(url, Database.OWNER, "")
                .placeholders(Map.of("application_role", Database.APPLICATION))
                .load()
                .migrate();
    }

    private void copy(DataSet data, Database server, String name) throws SQLException {
        var entries = into(server, name, """
                ledger_entry (account, sequence, kind, product, plan, happened_at, recorded_at, actor, surface, policy_version,
                  text_version, language, request_id, previous_hash, hash)""");
        var heads = into(server, name, "account_head (account, last_sequence, last_hash, last_at, products, seal)");
        var permissions = into(server, name, """
                current_permission (account, product, plan, plan_entry, plan_at, choice, choice_entry, choice_at, usable_since,
                  usable_since_entry, standing_at, seal)""");
        var profiles = into(server, name, "account_profile (account, email, display_name)");
        var made = new GeneratedHistory(KeycloakOnPostgres.chainKey(), entries, heads, permissions);
        for (var place = 0; place < data.accounts(); place++) {
            var n = (int) (place * STEP % data.accounts()) + 1;
            var account = DataSet.account(n);
            made.of(account, data.product(n), data.choices(n));
            profiles.accept(account + "\t" + DataSet.email(n) + "\t" + DataSet.name(n) + "\n");
        }
        entries.end();
        heads.end();
        permissions.end();
        profiles.end();
    }

    private Target into(Database server, String name, String table) throws SQLException {
        var connection = server.connect(name, Database.SUPERUSER);
        connections[used++] = connection;
        return new Target(connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin"));
    }

    /** A table that COPY fills, in batches of some thousand lines. */
    private static final class Target implements Consumer<String> {
        private final CopyIn copy;
        private final StringBuilder waiting = new StringBuilder();

        private Target(CopyIn copy) {
            this.copy = copy;
        }

        @Override
        public void accept(String line) {
            waiting.append(line);
            if (waiting.length() > 1 << 18) {
                send();
            }
        }

        private void send() {
            var bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
            try {
                copy.writeToCopy(bytes, 0, bytes.length);
            } catch (SQLException e) {
                throw new UncheckedIOException(new IOException(e));
            }
            waiting.setLength(0);
        }

        private void end() throws SQLException {
            send();
            copy.endCopy();
        }
    }

    @Override
    public void close() throws SQLException {
        for (var n = 0; n < used; n++) {
            connections[n].close();
        }
    }
}
