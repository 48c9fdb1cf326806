package ai.datacontrols.documents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.ledger.store.DirectStatements;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.rules.Choice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The statements that people and pipelines wait for use the indexes listed in docs/scale.md and find rows by account.
 */
@QuarkusTest
class HotStatementsTest {

    private static final String CHAT = "le-chat";
    private static final int ACCOUNTS = 20_000;

    /** Tables that hot statements read as well and that don't grow with accounts: one row, or one for each consumer. */
    private static final Set<String> SMALL = Set.of("feed", "first_load", "consumer_position");

    /** A row of the table in docs/scale.md: operation, table, index. */
    private static final Pattern ROW = Pattern.compile("\\| [^|]+ \\| `(\\w+)` \\| `(\\w+)` \\|.*");

    /** Creates accounts with a history, a profile and one staff access each. */
    private static final List<String> MANY = List.of(
            """
            insert into account_head (account, last_sequence, last_hash, last_at)
            select gen_random_uuid(), 4, sha256('x'), now() from generate_series(1, %d)""".formatted(ACCOUNTS),
            """
            insert into ledger_entry (account, sequence, kind, product, happened_at, recorded_at, actor, surface,
              request_id, previous_hash, hash)
            select account, number, 'OPTED_OUT', 'le-chat', last_at, last_at, 'DATA_SUBJECT', 'SETTINGS_PAGE',
              gen_random_uuid(), last_hash, last_hash from account_head, generate_series(1, 4) as number
            where last_hash = sha256('x')""",
            """
            insert into current_permission (account, product, standing_at)
            select account, 'le-chat', last_at from account_head where last_hash = sha256('x')""",
            """
            insert into account_profile (account, email)
            select account, account || '@example.org' from account_head where last_hash = sha256('x')""",
            """
            insert into support_head (staff, last_sequence, last_hash, last_at)
            select gen_random_uuid(), 1, sha256('x'), now() from generate_series(1, 100)""",
            """
            insert into support_read (staff, sequence, recorded_at, view, account, words_hash, previous_hash, hash)
            select staff, row_number() over () + 1000, now(), 'ACCOUNT', account, sha256('x'), sha256('x'), sha256('x')
            from (select staff from support_head where last_hash = sha256('x') limit 1) one,
              (select account from account_head where last_hash = sha256('x')) each""",
            """
            insert into support_read_words (staff, sequence, salt, reason)
            select staff, sequence, sha256('x'), 'ticket ABC-1' from support_read where hash = sha256('x')""",
            """
            insert into support_read_name (staff, sequence, salt, name)
            select staff, sequence, sha256('x'), 'Somebody' from support_read where hash = sha256('x')""",
            "analyze account_head, ledger_entry, current_permission, account_profile, support_head, support_read, support_read_words,"
                    + " support_read_name");

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    AccessLog accessLog;

    @Inject
    Choices choices;

    private final UUID account = UUID.randomUUID();

    @Test
    void eachFindsItsRowsByAccountAndTheDocumentNamesTheIndex() throws SQLException {
        var statements = Statements.during(this::aDayOfAnAccount);
        assertThat(statements).as("Hibernate's").hasSizeGreaterThanOrEqualTo(5);
        statements.addAll(DirectStatements.ofAnAccount());
        var documented = documented();
        var found = new TreeMap<String, Set<String>>();
        // the simple protocol leaves the parameters of a plan open
        var url = TestServices.superuserJdbcUrl() + "&preferQueryMode=simple";
        try (var connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            try {
                for (var statement : MANY) {
                    try (var sql = connection.createStatement()) {
                        sql.execute(statement);
                    }
                }
                for (var statement : statements) {
                    inspect(plan(connection, statement), statement, found);
                }
                for (var table : documented.entrySet()) {
                    for (var index : table.getValue()) {
                        assertThat(firstColumn(connection, index)).as(index).isEqualTo(key(table.getKey()));
                    }
                }
            } finally {
                connection.rollback();
            }
        }

        assertThat(documented.keySet()).isEqualTo(found.keySet());
        // with two suitable indexes, the planner's choice depends on the data
        found.forEach((table, indexes) -> assertThat(documented.get(table)).containsAll(indexes));
    }

    /** Executes the operations that people, billing and pipelines perform on an account. */
    private void aDayOfAnAccount() {
        planRecorder.report(new SubscriptionReport(account, CHAT, "free", null));
        for (var choice : List.of(Choice.OPTED_OUT, Choice.OPTED_IN)) {
            choices.choose(account, choice);
        }
        ledger.entry(account, 1);
        ledger.isKnown(account);
        accessLog.ofAccount(account, Instant.now(), 50);
        QuarkusTransaction.requiringNew().run(() -> {
            AccountProfile.save(account, "somebody@example.org", true, "Somebody");
            AccountProfile.language(account);
        });
    }

    private static JsonNode plan(Connection connection, String statement) throws SQLException {
        var numbered = new StringBuilder();
        var number = 0;
        for (var part : statement.split("\\?", -1)) {
            numbered.append(number == 0 ? "" : "$" + number).append(part);
            number++;
        }
        try (var sql = connection.createStatement();
                var result = sql.executeQuery("explain (generic_plan, format json) " + typed(numbered.toString()))) {
            result.next();
            return new ObjectMapper().readTree(result.getString(1)).get(0).get("Plan");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds the array type, which the driver sends but the simple protocol doesn't. */
    private static String typed(String statement) {
        return statement.replaceAll("array\\[(\\$\\d+)]", "array[$1::uuid]");
    }

    private static void inspect(JsonNode node, String statement, Map<String, Set<String>> found) {
        if (SMALL.contains(node.path("Relation Name").asText())) {
            return;
        }
        var kind = node.path("Node Type").asText();
        assertThat(kind).as(statement).isNotEqualTo("Seq Scan");
        if (kind.startsWith("Index")) {
            var condition = node.path("Index Cond").asText();
            assertThat(condition)
                    .as(statement)
                    .contains(key(node.path("Relation Name").asText()) + " = ");
            found.computeIfAbsent(node.path("Relation Name").asText(), table -> new TreeSet<>())
                    .add(node.path("Index Name").asText());
        }
        node.path("Plans").forEach(part -> inspect(part, statement, found));
    }

    /** Returns the column of the index condition; texts and names in the access log belong to a member of staff. */
    private static String key(String table) {
        return table.startsWith("support_read_") ? "staff" : "account";
    }

    private static String firstColumn(Connection connection, String index) throws SQLException {
        try (var sql = connection.prepareStatement("select pg_get_indexdef(?::regclass, 1, true)")) {
            sql.setString(1, index);
            try (var result = sql.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private static Map<String, Set<String>> documented() {
        var rows = new TreeMap<String, Set<String>>();
        Document.read("scale.md").lines().stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .forEach(row -> rows.computeIfAbsent(row.group(1), table -> new TreeSet<>())
                        .add(row.group(2)));
        return rows;
    }
}
