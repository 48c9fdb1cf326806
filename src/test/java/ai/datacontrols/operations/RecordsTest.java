package ai.datacontrols.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.proof.store.LogReader;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators verify and rebuild records by a command. */
@QuarkusTest
class RecordsTest {

    @Inject
    Choices choices;

    @Inject
    LogReader reader;

    private final HashMap<String, String> settings = new HashMap<>(TestServices.settingsOfReplicas());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private UUID account;

    @BeforeEach
    void optOut() {
        account = choices.onPlan("free");
        choices.choose(account, Choice.OPTED_OUT);
    }

    @Test
    void exitsWith0ForARecordThatIsRight() {
        assertThat(run("verify", account.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("The record is right.");
    }

    @Test
    void exitsWith1AndNamesWhatIsWrong() {
        Tampering.with("update current_permission set usable_since = '2020-01-01' where account = '" + account + "'");

        assertThat(run("verify", account.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(account + "  entry 0  PROJECTION");
    }

    @Test
    void verifiesAllAccounts() {
        Tampering.with("update ledger_entry set language = 'fr' where sequence = 2 and account = '" + account + "'");

        assertThat(run("verify")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(account + "  entry 2  HASH")
                .containsPattern("All \\d+ accounts verified, \\d+ wrong");
    }

    @Test
    void comparesTheLedgerWithTheTransparencyLog() {
        while (reader.indexes(account, List.of(2L)).isEmpty()) {
            // sealed within a second
        }
        Tampering.with(
                "delete from ledger_entry where sequence = 2 and account = '" + account + "'",
                "update account_head set last_sequence = 1 where account = '" + account + "'");

        assertThat(run("verify", account.toString())).isEqualTo(1);
        assertThat(run("verify")).isEqualTo(1);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        account + "  entry 2  LOG_ENTRY_REMOVED[\\s\\S]+" + account + "  entry 2  LOG_ENTRY_REMOVED")
                .contains("All leaves of the transparency log compared");
    }

    @Test
    void aRebuildSaysWhatItChanged() {
        Tampering.with(
                "update current_permission set choice = 'OPTED_IN', usable_since = '2020-01-01' where account = '"
                        + account + "'");

        assertThat(run("rebuild", account.toString())).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("le-chat: plan free, choice OPTED_IN, usable since 2020-01-01T00:00:00Z"
                        + " -> plan free, choice OPTED_OUT, usable since null")
                .contains("Differences before: [PROJECTION]. Left: [].");
        assertThat(run("verify", account.toString())).isZero();
    }

    @Test
    void rebuildsNothingFromEntriesThatDoNotVerify() {
        Tampering.with("update ledger_entry set language = 'fr' where sequence = 2 and account = '" + account + "'");

        assertThat(run("rebuild", account.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("nothing was changed");
    }

    @Test
    void exitsWith2WithoutAnAccountADatabaseOrAKey() {
        assertThat(run("verify", UUID.randomUUID().toString())).isEqualTo(2);
        assertThat(run("verify", "not-an-account")).isEqualTo(2);
        assertThat(run("rebuild")).isEqualTo(2);
        var url = settings.put("data-controls.database.url", "jdbc:postgresql://localhost:1/none");
        assertThat(run("verify")).isEqualTo(2);
        settings.put("data-controls.database.url", url);
        settings.remove("data-controls.ledger.chain-key");
        assertThat(run("verify")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage:").contains("has no entries");
    }

    private int run(String... arguments) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .addDefaultInterceptors()
                .build();
        return Records.run(
                config,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }
}
