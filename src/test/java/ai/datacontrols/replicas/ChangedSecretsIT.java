package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.DatabaseServer;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Replica;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys and passwords are changed as docs/operations.md describes, with instances of both configurations running. */
@QuarkusTest
class ChangedSecretsIT {

    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    /** A second key, 32 bytes in Base64. */
    private static final String SECOND_KEY = "dGhlIHNlY29uZCBrZXkgb2YgdGhlIGNoYWluLCBmb3I=";

    @Inject
    InitialImport initialImport;

    private final Account person = Realm.newPerson(Map.of());

    /** An instance with a second key seals the completion of the import with it, which the instances of other tests don't know. */
    @AfterEach
    void sealTheImportWithTheFirstKey() {
        initialImport.complete();
    }

    @Test
    void theChainsKeyIsChangedInTwoSteps() throws SQLException {
        var known = Map.of("data-controls.ledger.chain-keys.2", SECOND_KEY);
        var signing = Map.of("data-controls.ledger.chain-keys.2", SECOND_KEY, "data-controls.ledger.signing-key", "2");
        try (var before = Replica.start(known, QUICK);
                var after = Replica.start(signing, QUICK)) {
            isOnFree(before);
            var early = Clicker.signedIn(person, before, true);
            var late = Clicker.signedIn(person, after, true);
            for (var clicker : List.of(early, late, early, late)) {
                click(clicker);
            }

            assertThat(keys()).containsExactly(1, 1, 2, 2, 2);
            for (var replica : List.of(before, after)) {
                assertThat(record(replica).<Boolean>path("whole")).isTrue();
            }
        }
    }

    @Test
    void anInstanceWithoutTheNewKeyShowsNoState() throws SQLException {
        var signing = Map.of("data-controls.ledger.chain-keys.2", SECOND_KEY, "data-controls.ledger.signing-key", "2");
        try (var notTold = Replica.start();
                var after = Replica.start(signing, QUICK)) {
            isOnFree(after);
            var visitor = new Visitor("en");
            visitor.signIn(notTold.address() + "/settings", person);
            var page = visitor.get(notTold.address() + "/settings");

            assertThat(page.statusCode()).isEqualTo(500);
            assertThat(page.asString()).contains("This record can’t be verified");
            assertThat(keys()).containsExactly(2);
            assertThat(visitor.get(notTold.address() + "/settings/record.json").statusCode())
                    .isEqualTo(500);
        }
    }

    @Test
    void aSessionUnderAnotherSecretIsRenewedWithoutAPrompt() {
        try (var before = Replica.start();
                var after = Replica.start(
                        Map.of("data-controls.sign-in.session-secret", "another-secret-of-more-than-32-characters"),
                        QUICK)) {
            isOnFree(before);
            var visitor = new Visitor("en");
            visitor.signIn(before.address() + "/settings", person);
            assertThat(visitor.get(before.address() + "/settings").statusCode()).isEqualTo(200);

            var toSignIn = visitor.copy().get(after.address() + "/settings");
            assertThat(toSignIn.statusCode()).isEqualTo(302);
            assertThat(toSignIn.header("Location")).startsWith(TestServices.keycloakUrl());
            var page = visitor.signInAgain(after.address() + "/settings");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.asString()).contains("<h1>Settings</h1>");
        }
    }

    @Test
    void theApplicationsLoginRolesAlternate() throws SQLException {
        new DatabaseServer()
                .execute("create role data_controls_b login password 'demo-only-b-never-for-production'"
                        + " in role data_controls");
        try (var before = Replica.start();
                var after = Replica.start(
                        Map.of(
                                "data-controls.database.migrate-at-start", "false",
                                "data-controls.database.username", "data_controls_b",
                                "data-controls.database.password", "demo-only-b-never-for-production",
                                "data-controls.database.owner-username", "",
                                "data-controls.database.owner-password", ""),
                        QUICK)) {
            isOnFree(before);
            click(Clicker.signedIn(person, before, true));
            click(Clicker.signedIn(person, after, true));

            assertThat(keys()).hasSize(3);
        }
    }

    private void isOnFree(Replica replica) {
        Api.json("billing", "{'plan':'free'}")
                .baseUri(replica.address())
                .put("/accounts/{account}/subscriptions/le-chat", person.id())
                .then()
                .statusCode(200);
    }

    private Response record(Replica replica) {
        var visitor = new Visitor("en");
        return visitor.signIn(replica.address() + "/settings/record.json", person);
    }

    private static void click(Clicker clicker) {
        var before = clicker.acknowledged();
        clicker.clickWhile(() -> clicker.acknowledged() == before);
    }

    /** Returns the chain key of each of the account's entries. */
    private List<Integer> keys() throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.prepareStatement(
                        "select chain_key from ledger_entry where account = ?::uuid order by sequence")) {
            sql.setString(1, person.id());
            try (var rows = sql.executeQuery()) {
                var keys = new ArrayList<Integer>();
                while (rows.next()) {
                    keys.add(rows.getInt(1));
                }
                return keys;
            }
        }
    }
}
