package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.ChoiceAction;
import ai.datacontrols.verification.ChainVerifier;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The projection matches the ledger and can be rebuilt from it. */
@QuarkusTest
class RebuildTest {

    private static final int OPERATIONS = Boolean.getBoolean("thorough") ? 10_000 : 1_000;
    private static final long SEED = 20_261_124;
    private static final ChoiceAction[] ACTIONS = ChoiceAction.values();
    private static final String[] PRODUCTS = {"le-chat", "la-plateforme"};
    private static final String[] PLANS = {"free", "pro", "team", "experiment", "scale", null};

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    ChainVerifier verifier;

    @Inject
    Choices choices;

    private final Random random = new Random(SEED);
    private final List<UUID> accounts =
            Stream.generate(UUID::randomUUID).limit(100).toList();

    @Test
    void rebuildsTheSameRowsAfterManyOperations() throws SQLException {
        for (var operation = 0; operation < OPERATIONS; operation++) {
            somethingHappens(accounts.get(random.nextInt(accounts.size())), PRODUCTS[random.nextInt(2)]);
        }
        var before = rows();

        accounts.forEach(ledger::rebuild);

        assertThat(rows()).isEqualTo(before).hasSizeGreaterThan(150);
        assertThat(accounts)
                .allSatisfy(account -> assertThat(verifier.verify(account)).isEmpty());
    }

    @Test
    void removesRowsThatBypassedTheLedger() throws SQLException {
        var account = accounts.get(0);
        planRecorder.syncFromToken(account, "le-chat", "team", Instant.now());
        var before = rows();
        Tampering.with(
                "update current_permission set plan = 'free', usable_since = now() where account = '" + account + "'",
                "insert into current_permission (account, product, plan, usable_since, standing_at) values ('" + account
                        + "', 'la-plateforme', 'experiment', now(), now())");
        assertThat(rows()).isNotEqualTo(before);

        ledger.rebuild(account);

        assertThat(rows()).isEqualTo(before);
    }

    private void somethingHappens(UUID account, String product) {
        if (random.nextInt(3) == 0) {
            planRecorder.syncFromToken(
                    account,
                    product,
                    PLANS[random.nextInt(PLANS.length)],
                    Instant.now().plusSeconds(60));
            return;
        }
        choices.take(account, product, ACTIONS[random.nextInt(ACTIONS.length)]);
    }

    private List<String> rows() throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.prepareStatement(
                        "select row::text from current_permission row where account = any (?) order by account, product")) {
            sql.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
            try (var result = sql.executeQuery()) {
                var rows = new ArrayList<String>();
                while (result.next()) {
                    rows.add(result.getString(1));
                }
                return rows;
            }
        }
    }
}
