package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.feed.ConsumerCheckpoints;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * The statements of clicks and decisions use generic plans: planning a page's statement takes more than ten times as
 * long as executing it (PostgreSQL, PREPARE, notes; {@code plan_cache_mode}).
 */
@QuarkusTest
class PlannedOnceTest {

    private static final String PRODUCT = "le-chat";

    /**
     * The driver uses a server-side prepared statement from the fifth execution on, PostgreSQL a generic plan from the
     * sixth.
     */
    private static final int TIMES = 20;

    @Inject
    Ledger ledger;

    @Inject
    ConsumerCheckpoints checkpoints;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    Choices choices;

    @Inject
    DataSource database;

    @Test
    void usesGenericPlansForPagesChoicesAndDecisions() throws SQLException {
        makeAccountsOfTwoProducts();
        var account = UUID.randomUUID();
        planRecorder.report(new SubscriptionReport(account, PRODUCT, "free", null));
        for (var time = 0; time < TIMES; time++) {
            ledger.overview(account, checkpoints.registered());
            ledger.read(Map.of(account, event -> {}));
            choices.choose(account, time % 2 == 0 ? Choice.OPTED_OUT : Choice.OPTED_IN);
        }

        var planned = timesPlanned();

        assertThat(List.of(
                        "account_profile profile",
                        "load_completed_at",
                        "pg_advisory_xact_lock",
                        "is_repeated",
                        "with entry as"))
                .allSatisfy(part -> assertThat(planned.entrySet().stream()
                                .filter(statement -> statement.getKey().contains(part)))
                        .as(part)
                        .isNotEmpty()
                        .allSatisfy(
                                statement -> assertThat(statement.getValue()).isLessThan(TIMES / 2)));
    }

    /** Makes the planner's estimates differ: most accounts have two rows, an unknown one at most one. */
    private void makeAccountsOfTwoProducts() throws SQLException {
        for (var other = 0; other < 50; other++) {
            var account = UUID.randomUUID();
            planRecorder.report(new SubscriptionReport(account, PRODUCT, "free", null));
            planRecorder.report(new SubscriptionReport(account, "la-plateforme", "experiment", null));
        }
        try (var owner = DriverManager.getConnection(TestServices.ownerJdbcUrl());
                var sql = owner.createStatement()) {
            sql.execute("analyze");
        }
    }

    /** Returns the number of custom plans of each prepared statement of this thread's connection. */
    private Map<String, Integer> timesPlanned() throws SQLException {
        try (var connection = database.getConnection();
                var sql = connection.createStatement();
                var rows = sql.executeQuery("select statement, custom_plans from pg_prepared_statements")) {
            var planned = new HashMap<String, Integer>();
            while (rows.next()) {
                planned.merge(rows.getString(1), rows.getInt(2), Integer::sum);
            }
            return planned;
        }
    }
}
