package ai.datacontrols.web;

import static ai.datacontrols.parts.Api.problem;
import static io.restassured.path.json.JsonPath.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.DatabaseServer;
import ai.datacontrols.parts.TestServices;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that is invalid, or fails unexpectedly, gets a problem; the other lines of its request are processed. */
@QuarkusTest
class LineErrorsTest {

    private static final String UNKNOWN = "this line may or may not be recorded; send it again";

    private static final String NOT_RECORDED = "this line was not recorded; send it again";

    @Inject
    InitialImport initialImport;

    private final UUID account = UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(strings = {"x\\u0000", "\\ud800", "\\udc00x", "\\udc00\\ud800", "x\\u0000\\ud83d\\ude00"})
    void respondsWithAProblemToALineWhoseTextCannotBeStored(String text) {
        for (var field : List.of("product", "plan")) {
            var lines = subscriptions(
                    "{'ref':1,'account':'%s','product':'le-chat','plan':'free'}".formatted(account),
                    "{'ref':2,'account':'%s','product':'le-chat','plan':'free'}"
                            .formatted(account)
                            .replaceFirst("'%s':'[^']*'".formatted(field), "'%s':'%s'".formatted(field, escaped(text))),
                    "{'ref':3,'account':'%s','product':'le-chat','plan':'team'}".formatted(account));

            assertThat(lines).hasSize(3);
            assertThat(from(lines.get(0)).getString("plan")).isEqualTo("free");
            invalid(lines.get(1), "the field '%s' contains U+0000 or an unpaired surrogate".formatted(field));
            assertThat(from(lines.get(1)).getInt("ref")).isEqualTo(2);
            assertThat(from(lines.get(2)).getString("plan")).isEqualTo("team");
            subscriptions("{'account':'%s','product':'le-chat','plan':'free'}".formatted(account));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\\u0000", "\\ud800"})
    void respondsWithAProblemToAnInvalidTextInEachKindOfLine(String text) {
        var at = "2026-01-01T00:00:00Z";
        for (var field : List.of("product", "data", "ref")) {
            var question = "{'ref':'r','account':'%s','product':'le-chat','data':'input-output','createdAt':'%s'}"
                    .formatted(account, at);
            var lines = Api.lines(Api.lines("pipeline-chat", with(question, field, text), question)
                    .post("/decisions/batch"));
            assertThat(lines).hasSize(2);
            invalid(lines.get(0), null);
            assertThat(from(lines.get(1)).getBoolean("permitted")).isFalse();
        }
        var erasures = Api.lines(Api.lines(
                        "privacy-office",
                        "{'ref':'%s','account':'%s','erasedAt':'%s'}".formatted(text, account, at),
                        "{'ref':'r','account':'%s','erasedAt':'%s'}".formatted(account, at))
                .post("/erasures"));
        assertThat(erasures).hasSize(2);
        invalid(erasures.get(0), "ref is text or a whole number");
        assertThat(from(erasures.get(1)).getString("outcome")).isEqualTo("REPEATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\\u0000", "\\ud800"})
    void respondsWithAProblemToAnInvalidTextInAnImportedRecord(String text) {
        Tampering.with("update first_load set completed_at = null");
        try {
            var record =
                    "{'ref':'r','account':'%s','product':'le-chat','plan':'pro','since':'2025-01-01T00:00:00Z','evidence':'mail'}"
                            .formatted(account);
            for (var field : List.of("product", "plan", "evidence", "ref")) {
                var lines = Api.lines(
                        Api.lines("importer", with(record, field, text)).post("/imports"));
                assertThat(lines).hasSize(1);
                invalid(lines.get(0), null);
            }
            assertThat(Api.lines(Api.lines("importer", record).post("/imports")).get(0))
                    .contains("\"LOADED\"");
        } finally {
            initialImport.complete();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\\u0000", "\\ud800"})
    void respondsWith422ToAnInvalidTextInADocument(String text) {
        problem(
                Api.json("billing", "{'plan':'%s'}".formatted(text))
                        .put("/accounts/" + account + "/subscriptions/le-chat"),
                422,
                "invalid-value");
        problem(
                Api.json("pipeline-chat", "{'position':'%s'}".formatted(text))
                        .post("/consumers/pipeline-chat/position"),
                422,
                "invalid-value");
        problem(
                Api.json(
                                "pipeline-chat",
                                "{'account':'%s','product':'%s','data':'input-output','createdAt':'2026-01-01T00:00:00Z'}"
                                        .formatted(account, text))
                        .post("/decisions"),
                422,
                "invalid-value");
        Api.json("billing", "{'plan':'free'}").put("/accounts/" + account + "/subscriptions/le-chat");
        problem(
                Api.json("access-desk", "{'reason':'access request %s'}".formatted(text))
                        .post("/accounts/" + account + "/record"),
                422,
                "invalid-value");
    }

    @Test
    void processesTheOtherReportsIfTheConnectionOfOneIsLost() throws SQLException {
        var others = List.of(UUID.randomUUID(), UUID.randomUUID());
        var request = Api.lines(
                "billing",
                Stream.of(others.get(0), account, others.get(1))
                        .map("{'account':'%s','product':'le-chat','plan':'free'}"::formatted)
                        .toArray(String[]::new));

        var lines = Api.lines(withConnectionLost(() -> request.post("/subscriptions")));

        assertThat(lines).hasSize(3);
        assertThat(from(lines.get(0)).getBoolean("changed")).isTrue();
        failed(lines.get(1), "unavailable", UNKNOWN);
        assertThat(from(lines.get(2)).getBoolean("changed")).isTrue();
    }

    @Test
    void processesTheOtherErasuresIfTheConnectionOfOneIsLost() throws SQLException {
        var others = List.of(UUID.randomUUID(), UUID.randomUUID());
        var request = Api.lines(
                "privacy-office",
                Stream.of(others.get(0), account, others.get(1))
                        .map("{'account':'%s','erasedAt':'2026-01-01T00:00:00Z'}"::formatted)
                        .toArray(String[]::new));

        var lines = Api.lines(withConnectionLost(() -> request.post("/erasures")));

        assertThat(lines).hasSize(3);
        assertThat(from(lines.get(0)).getString("outcome")).isEqualTo("REPEATED");
        failed(lines.get(1), "unavailable", UNKNOWN);
        assertThat(from(lines.get(2)).getString("outcome")).isEqualTo("REPEATED");
    }

    @Test
    void processesTheOtherRecordsIfTheDatabaseRejectsOne() {
        Tampering.with("update first_load set completed_at = null");
        var record =
                "{'account':'%s','product':'le-chat','plan':'pro','since':'2025-01-01T00:00:00Z','evidence':'mail'}";
        try {
            var lines = withRejectedAccount(() -> Api.lines(Api.lines(
                            "importer",
                            Stream.of(UUID.randomUUID(), account, UUID.randomUUID())
                                    .map(record::formatted)
                                    .toArray(String[]::new))
                    .post("/imports")));

            assertThat(lines).hasSize(3);
            assertThat(from(lines.get(0)).getString("outcome")).isEqualTo("LOADED");
            failed(lines.get(1), "unavailable", NOT_RECORDED);
            assertThat(from(lines.get(2)).getString("outcome")).isEqualTo("LOADED");
        } finally {
            initialImport.complete();
        }
    }

    @Test
    void processesTheOtherReportsIfTheDatabaseRejectsOne() {
        var lines = withRejectedAccount(() -> subscriptions(Stream.of(UUID.randomUUID(), account, UUID.randomUUID())
                .map("{'account':'%s','product':'le-chat','plan':'free'}"::formatted)
                .toArray(String[]::new)));

        assertThat(lines).hasSize(3);
        assertThat(from(lines.get(0)).getBoolean("changed")).isTrue();
        failed(lines.get(1), "unavailable", NOT_RECORDED);
        assertThat(from(lines.get(2)).getBoolean("changed")).isTrue();
    }

    private List<String> withRejectedAccount(Supplier<List<String>> request) {
        new DatabaseServer()
                .execute(
                        "create function reject_entry() returns trigger language plpgsql as $$ begin raise exception 'rejected'; end $$",
                        "create trigger reject_entry before insert on ledger_entry for each row when (new.account = '%s') execute function reject_entry()"
                                .formatted(account));
        try {
            return request.get();
        } finally {
            new DatabaseServer().execute("drop trigger reject_entry on ledger_entry", "drop function reject_entry()");
        }
    }

    /** Terminates the connection that waits for the lock of the account. */
    private Response withConnectionLost(Supplier<Response> request) throws SQLException {
        try (var superuser = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var terminate = superuser.createStatement();
                var holder = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("select pg_advisory_xact_lock(hashtextextended('%s', 0))".formatted(account));
            var answer = CompletableFuture.supplyAsync(request);
            await().pollInterval(Duration.ofMillis(10)).until(() -> {
                try (var row = terminate.executeQuery(
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'data_controls' and"
                                + " wait_event_type = 'Lock'")) {
                    return row.next();
                }
            });
            holder.rollback();
            return answer.join();
        }
    }

    private static List<String> subscriptions(String... lines) {
        return Api.lines(Api.lines("billing", lines).post("/subscriptions"));
    }

    private static String with(String line, String field, String text) {
        return line.replaceFirst("'%s':'[^']*'".formatted(field), "'%s':'%s'".formatted(field, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\");
    }

    private static void invalid(String line, String detail) {
        assertThat(from(line).getString("problem.type")).as(line).endsWith(":invalid-value");
        if (detail != null) {
            assertThat(from(line).getString("problem.detail")).isEqualTo(detail);
        }
    }

    private static void failed(String line, String type, String detail) {
        assertThat(from(line).getString("problem.type")).as(line).endsWith(":" + type);
        assertThat(from(line).getString("problem.detail")).isEqualTo(detail);
    }
}
