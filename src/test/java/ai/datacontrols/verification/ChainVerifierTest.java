package ai.datacontrols.verification;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.ledger.chain.IntegrityViolation.Kind;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tampering with a history is detected and located. */
@QuarkusTest
class ChainVerifierTest {

    private static final String CHAT = "le-chat";

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    ChainVerifier verifier;

    @Inject
    Choices choices;

    private final UUID account = UUID.randomUUID();

    @BeforeEach
    void recordFiveEntries() {
        planRecorder.syncFromToken(account, CHAT, "free", Instant.now());
        choices.choose(account, Choice.OPTED_OUT);
        choices.choose(account, Choice.OPTED_IN);
        choices.choose(account, Choice.OPTED_OUT);
        choices.choose(account, Choice.OPTED_IN);
    }

    @Test
    void anUnchangedHistoryIsValid() {
        assertThat(verifier.verify(account)).isEmpty();
        assertThat(Recorded.history(ledger, account).events()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind = 'OPTED_IN'",
                "product = 'la-plateforme'",
                "happened_at = happened_at - interval '1 microsecond'",
                "recorded_at = recorded_at + interval '1 second'",
                "actor = 'OPERATOR'",
                "surface = 'SIGN_IN'",
                "language = null",
                "policy_version = '2'",
                "text_version = '2'",
                "notice_place = 'PLAN_COMPARISON'",
                "request_id = null",
                "plan = 'free'",
                "evidence = 'a letter that never came'",
                "global_privacy_control = true",
                "hash = sha256('x')"
            })
    void detectsAnEditedEntry(String edit) {
        tamper("update ledger_entry set " + edit + " where account = '%s' and sequence = 2");

        assertThat(verifier.verify(account)).contains(new IntegrityViolation(account, 2, Kind.HASH));
    }

    @Test
    void detectsAnEntryHashedWithoutTheKey() {
        tamper(
                "update ledger_entry set kind = 'OPTED_IN', hash = sha256('OPTED_IN') where account = '%s' and sequence = 2");

        assertThat(verifier.verify(account))
                .contains(
                        new IntegrityViolation(account, 2, Kind.HASH),
                        new IntegrityViolation(account, 3, Kind.PREVIOUS));
    }

    @Test
    void detectsADeletedEntry() {
        tamper("delete from ledger_entry where account = '%s' and sequence = 3");

        assertThat(verifier.verify(account))
                .contains(
                        new IntegrityViolation(account, 4, Kind.SEQUENCE),
                        new IntegrityViolation(account, 4, Kind.PREVIOUS));
    }

    @Test
    void detectsADeletedLastEntryByTheHead() {
        tamper("delete from ledger_entry where account = '%s' and sequence = 5");

        assertThat(verifier.verify(account)).containsExactly(new IntegrityViolation(account, 4, Kind.HEAD));
    }

    @Test
    void detectsAnInsertedEntry() {
        tamper("""
                insert into ledger_entry (account, sequence, kind, product, happened_at, recorded_at, actor, surface,
                  previous_hash, hash)
                select account, 6, kind, product, happened_at, recorded_at, actor, surface, hash, hash
                from ledger_entry where account = '%s' and sequence = 5""");

        assertThat(verifier.verify(account))
                .contains(new IntegrityViolation(account, 6, Kind.HASH), new IntegrityViolation(account, 6, Kind.HEAD));
    }

    @Test
    void detectsReorderedEntries() {
        tamper(
                "update ledger_entry set sequence = 99 where account = '%s' and sequence = 2",
                "update ledger_entry set sequence = 2 where account = '%s' and sequence = 4",
                "update ledger_entry set sequence = 4 where account = '%s' and sequence = 99");

        assertThat(verifier.verify(account))
                .contains(new IntegrityViolation(account, 2, Kind.HASH), new IntegrityViolation(account, 4, Kind.HASH));
    }

    @Test
    void detectsEntriesOfAnotherAccount() {
        var other = UUID.randomUUID();
        tamper(
                "update ledger_entry set account = '" + other + "' where account = '%s'",
                "update account_head set account = '" + other + "' where account = '%s'");

        assertThat(verifier.verify(other))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 5)
                        .mapToObj(sequence -> new IntegrityViolation(other, sequence, Kind.HASH))
                        .toList());
    }

    @Test
    void verifiesEveryAccount() {
        UUID last = null;
        var found = false;
        for (var some = verifier.accountsAfter(null); !some.isEmpty(); some = verifier.accountsAfter(last)) {
            found |= some.contains(account);
            last = some.get(some.size() - 1);
        }

        assertThat(found).isTrue();
    }

    private void tamper(String... statements) {
        for (String statement : statements) {
            Tampering.with(statement.formatted(account));
        }
    }
}
