package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.parts.TestServices;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database rejects changes of the history, and commits durably. */
@QuarkusTest
class AppendOnlyTest {

    private static final String CLOSED = "the first load is closed once and for good";

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    InitialImport initialImport;

    @Inject
    DataSource application;

    @BeforeEach
    void createAnEntryAndCompleteTheImport() {
        planRecorder.syncFromToken(UUID.randomUUID(), "le-chat", "free", Instant.now());
        initialImport.complete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set plan = 'team'",
                "delete from ledger_entry",
                "truncate ledger_entry",
                "delete from account_head",
                "update support_read set account = null",
                "delete from support_read",
                "truncate support_read cascade",
                "delete from support_head",
                "update support_read_words set reason = 'curiosity'",
                "update support_read set found = null",
                "update support_read_name set name = 'Somebody Else'",
                "insert into first_load values (false, null)",
                "delete from first_load",
                "truncate first_load",
                "alter table first_load disable trigger all",
                "update first_load set completed_before_seals = true",
                "alter table ledger_entry disable trigger all",
                "drop table ledger_entry"
            })
    void theApplicationsRoleLacksThePrivilege(String statement) throws SQLException {
        try (var connection = application.getConnection()) {
            assertThatThrownBy(() -> run(connection, statement))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState())
                                    .as("insufficient privilege")
                                    .isEqualTo("42501"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set plan = 'team'",
                "delete from ledger_entry",
                "truncate ledger_entry cascade",
                "update support_read set account = null",
                "delete from support_read",
                "truncate support_read cascade"
            })
    void aTriggerRejectsChangesByTheOwner(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.ownerJdbcUrl())) {
            assertThatThrownBy(() -> run(connection, statement)).hasMessageContaining("the ledger is append-only");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update first_load set completed_at = null",
                "update first_load set completed_at = clock_timestamp()",
            })
    void theApplicationsRoleCannotReopenTheImport(String statement) throws SQLException {
        try (var connection = application.getConnection()) {
            assertThatThrownBy(() -> run(connection, statement)).hasMessageContaining(CLOSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update first_load set completed_at = null",
                "update first_load set completed_at = clock_timestamp()",
                "insert into first_load values (false, null)",
                "delete from first_load",
                "truncate first_load"
            })
    void theOwnerCannotReopenTheImport(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.ownerJdbcUrl())) {
            assertThatThrownBy(() -> run(connection, statement)).hasMessageContaining(CLOSED);
        }
    }

    @Test
    void commitsAreSynchronous() throws SQLException {
        try (var connection = application.getConnection()) {
            assertThat(setting(connection, "fsync")).isEqualTo("on");
            assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
        }
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var sql = connection.createStatement();
                var result = sql.executeQuery("show " + name)) {
            result.next();
            return result.getString(1);
        }
    }
}
