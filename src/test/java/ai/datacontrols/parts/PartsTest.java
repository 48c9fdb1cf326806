package ai.datacontrols.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks what the other tests rely on. */
@QuarkusTest
@QuarkusTestResource(TestServices.class)
class PartsTest {

    @Test
    void transactionsAcknowledgedByPostgresAreOnDisk() throws SQLException {
        assertThat(answer(TestServices.applicationJdbcUrl(), "SHOW fsync")).isEqualTo("on");
        assertThat(answer(TestServices.applicationJdbcUrl(), "SHOW synchronous_commit"))
                .isEqualTo("on");
        assertThat(answer(TestServices.applicationJdbcUrl(), "SHOW full_page_writes"))
                .isEqualTo("on");
    }

    @Test
    void postgresListensOnLoopbackOnly() throws SQLException {
        assertThat(answer(TestServices.superuserJdbcUrl(), "SHOW listen_addresses"))
                .isEqualTo("localhost");
    }

    @Test
    void theApplicationDoesNotOwnItsDatabase() throws SQLException {
        String owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()";
        assertThat(answer(TestServices.ownerJdbcUrl(), owner)).isEqualTo("data_controls_owner");
        assertThat(answer(TestServices.applicationJdbcUrl(), "SELECT current_user"))
                .isEqualTo("data_controls");
        assertThat(answer(
                        TestServices.applicationJdbcUrl(),
                        "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
    }

    @Test
    void plansReachTheIdTokenAndCanChange() {
        Account person = Realm.newPerson(Map.of("le-chat", "free"), "fr");
        assertThat(CodeFlow.idToken(person))
                .contains("\"plans\":{\"le-chat\":\"free\"}")
                .contains("\"locale\":\"fr\"")
                .contains("\"sub\":\"" + person.id() + "\"");

        Realm.setPlans(person, Map.of("le-chat", "pro"));
        assertThat(CodeFlow.idToken(person)).contains("\"plans\":{\"le-chat\":\"pro\"}");

        Realm.setPlans(person, Map.of());
        assertThat(CodeFlow.idToken(person)).doesNotContain("plans");
    }

    @Test
    void rolesReachTheIdToken() {
        Account person = Realm.newPersonWithRole(Map.of(), "auditor");
        assertThat(CodeFlow.idToken(person)).contains("\"auditor\"").contains("\"realm_access\"");
    }

    private static String answer(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement();
                ResultSet answer = sql.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
