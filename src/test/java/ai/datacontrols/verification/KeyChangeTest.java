package ai.datacontrols.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.AccessLogEntry;
import ai.datacontrols.accesslog.SupportAccess;
import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.ChoiceConfig;
import ai.datacontrols.ledger.ChooseCommand;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.ledger.chain.IntegrityViolation.Kind;
import ai.datacontrols.ledger.chain.Keys;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.UnverifiableRecordException;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The chain's key is changed as docs/operations.md describes, while instances with the old and the new configuration
 * write.
 */
@QuarkusTest
class KeyChangeTest {

    private static final String CHAT = "le-chat";

    @Inject
    ChoiceConfig limits;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    PolicyTimeline timeline;

    @Inject
    DatabaseClock clock;

    @Inject
    EntityManager database;

    @Inject
    Jdbc jdbc;

    @ConfigProperty(name = "data-controls.ledger.chain-key")
    String firstKey;

    private final UUID account = UUID.randomUUID();
    private Chain old;
    private Chain told;
    private Chain changed;

    @BeforeEach
    void recordAnEntryUnderTheFirstKey() {
        var first = Base64.getDecoder().decode(firstKey);
        var second = new byte[32];
        second[0] = 2;
        old = Keys.chain(1, Map.of(1, first));
        told = Keys.chain(1, Map.of(1, first, 2, second));
        changed = Keys.chain(2, Map.of(1, first, 2, second));
        planRecorder.syncFromToken(account, CHAT, "free", Instant.now());
    }

    @Test
    void instancesWithBothKeysAlternateAndTheChainStaysIntact() {
        choose(told, Choice.OPTED_OUT);
        choose(changed, Choice.OPTED_IN);
        choose(told, Choice.OPTED_OUT);
        choose(changed, Choice.OPTED_IN);

        assertThat(keys()).containsExactly(1, 1, 2, 2, 2);
        assertThat(violations(changed)).isEmpty();
        assertThat(violations(told)).isEmpty();
    }

    @Test
    void anInstanceWithoutTheNewKeyRejectsWritesAfterItAndReportsTheKey() {
        choose(changed, Choice.OPTED_OUT);

        assertThatThrownBy(() -> choose(old, Choice.OPTED_IN))
                .as("it can't verify what it would change")
                .isInstanceOf(UnverifiableRecordException.class);
        assertThatThrownBy(() -> optOutUnseen(old))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("key 2 of the ledger's chain is not known here");

        assertThat(keys()).containsExactly(1, 2);
        assertThat(violations(changed)).isEmpty();
    }

    @Test
    void detectsEditsOnEitherSideOfTheKeyChange() {
        choose(told, Choice.OPTED_OUT);
        choose(changed, Choice.OPTED_IN);
        choose(changed, Choice.OPTED_OUT);

        tamper("update ledger_entry set language = 'fr' where account = '%s' and sequence in (2, 4)");

        assertThat(violations(changed))
                .containsExactly(
                        new IntegrityViolation(account, 2, Kind.HASH), new IntegrityViolation(account, 4, Kind.HASH));
    }

    @Test
    void aMissingKeyIsNotReportedAsTampering() {
        choose(changed, Choice.OPTED_OUT);

        assertThat(violations(old)).containsExactly(new IntegrityViolation(account, 2, Kind.UNKNOWN_KEY, 2));
        assertThatThrownBy(() -> new ChainVerifier(old, jdbc).isWhole(account, entry -> true))
                .hasMessageContaining("can't be checked at entry 2: key 2 is not known here");
    }

    @Test
    void theAccessLogUsesTheNewKey() {
        var staff = UUID.randomUUID();
        for (var chain : List.of(told, changed, told)) {
            QuarkusTransaction.requiringNew()
                    .run(() -> new AccessLog(chain, clock, jdbc, database)
                            .record(SupportAccess.account(staff, account, null, "ticket ABC-1", null), 60));
        }

        assertThat(QuarkusTransaction.requiringNew().call(() -> AccessLogEntry.<AccessLogEntry>list("staff", staff)))
                .extracting(AccessLogEntry::chainKey)
                .containsExactlyInAnyOrder(1, 2, 2);
        assertThat(new ChainVerifier(changed, jdbc).verifyAccessLog(staff)).isEmpty();
    }

    private void choose(Chain chain, Choice choice) {
        var instance = new Ledger(timeline, chain, clock, jdbc, limits);
        QuarkusTransaction.requiringNew().run(() -> {
            var expected = ExpectedState.of(instance.state(account).consentState(CHAT), timeline.at(Instant.now()));
            instance.choose(new ChooseCommand(
                    account, CHAT, choice, expected, new NoticeShown("1", "1", "en"), UUID.randomUUID()));
        });
    }

    /** Opts out without reading the state first. */
    private void optOutUnseen(Chain chain) {
        var instance = new Ledger(timeline, chain, clock, jdbc, limits);
        QuarkusTransaction.requiringNew()
                .run(() -> instance.choose(new ChooseCommand(
                        account, CHAT, Choice.OPTED_OUT, null, new NoticeShown("1", "1", "en"), UUID.randomUUID())));
    }

    private List<Integer> keys() {
        var ledger = new Ledger(timeline, told, clock, jdbc, limits);
        return Recorded.entries(ledger, account).stream()
                .map(LedgerEntry::chainKey)
                .toList();
    }

    private List<IntegrityViolation> violations(Chain chain) {
        return new ChainVerifier(chain, jdbc).verify(account);
    }

    private void tamper(String statement) {
        Tampering.with(statement.formatted(account));
    }
}
