package ai.datacontrols.proof.store;

import ai.datacontrols.database.CommandDatabase;
import ai.datacontrols.parts.TestServices;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** A database of its own with the application's tables, which tests may copy and set back. */
final class LogDatabase {

    private static final String TEMPLATE = "log_template";

    private static boolean hasTemplate;

    private final String name;

    private LogDatabase(String name) {
        this.name = name;
    }

    static synchronized LogDatabase create() {
        if (!hasTemplate) {
            execute(
                    TestServices.superuserJdbcUrl(),
                    "create database " + TEMPLATE + " owner " + user(TestServices.ownerJdbcUrl()));
            Flyway.configure()
                    .dataSource(url(TestServices.ownerJdbcUrl(), TEMPLATE), null, null)
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("application_role", user(TestServices.applicationJdbcUrl())))
                    .load()
                    .migrate();
            hasTemplate = true;
        }
        return new LogDatabase(TEMPLATE).copy();
    }

    /** Copies the database as it is, as a backup does. No connection may be open. */
    LogDatabase copy() {
        var copy = "log_" + UUID.randomUUID().toString().replace("-", "");
        execute(TestServices.superuserJdbcUrl(), "create database " + copy + " template " + name);
        return new LogDatabase(copy);
    }

    /** Opens a connection of the application's role, with a transaction. */
    Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(url(TestServices.applicationJdbcUrl(), name));
        connection.setAutoCommit(false);
        return connection;
    }

    /** Opens the database like an operator's command. */
    CommandDatabase open() {
        return CommandDatabase.open(url(TestServices.applicationJdbcUrl(), name), null, null);
    }

    void executeAsSuperuser(String sql) {
        execute(url(TestServices.superuserJdbcUrl(), name), sql);
    }

    /** Records an entry of each of some new accounts. */
    void record(int accounts) {
        executeAsSuperuser("""
            with heads as (
              insert into account_head (account, last_sequence, last_hash, last_at)
              select gen_random_uuid(), 1, sha256('x'), now() from generate_series(1, %d) returning account)
            insert into ledger_entry (account, sequence, kind, product, happened_at, recorded_at, actor, surface, request_id,
              previous_hash, hash)
            select account, 1, 'OPTED_OUT', 'le-chat', clock_timestamp(), clock_timestamp(), 'DATA_SUBJECT', 'SETTINGS_PAGE',
              gen_random_uuid(), '', sha256(gen_random_uuid()::text::bytea) from heads\
            """.formatted(accounts));
    }

    void record(UUID account, int sequence) {
        record(account, sequence, "OPTED_OUT");
    }

    void record(UUID account, int sequence, String kind) {
        var erasedAt = kind.equals("ACCOUNT_ERASED") ? "now()" : "null";
        executeAsSuperuser("""
            insert into account_head (account, last_sequence, last_hash, last_at, erased_at)
            values ('%1$s', %2$d, sha256('x'), now(), %4$s) on conflict (account) do update set erased_at = excluded.erased_at;
            insert into ledger_entry (account, sequence, kind, product, happened_at, recorded_at, actor, surface, request_id,
              previous_hash, hash)
            select '%1$s', %2$d, '%3$s', 'le-chat', clock_timestamp(), clock_timestamp(), 'DATA_SUBJECT', 'SETTINGS_PAGE',
              gen_random_uuid(), coalesce((select hash from ledger_entry where account = '%1$s' and sequence = %2$d - 1), ''),
              sha256(gen_random_uuid()::text::bytea)\
            """.formatted(account, sequence, kind, erasedAt));
    }

    /** Executes statements as someone who bypasses triggers. */
    void tamper(String... statements) {
        executeAsSuperuser("set session_replication_role = replica; " + String.join("; ", statements));
    }

    Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(url(TestServices.superuserJdbcUrl(), name));
    }

    private static String url(String url, String database) {
        return url.replaceFirst("/[^/?]+\\?", "/" + database + "?");
    }

    private static String user(String url) {
        return url.replaceFirst(".*[?&]user=", "").replaceFirst("&.*", "");
    }

    private static void execute(String url, String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
