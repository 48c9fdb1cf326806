package ai.datacontrols.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.ChainedRow;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.ledger.chain.LedgerConfig;
import ai.datacontrols.ledger.chain.LongHistories;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.verification.ChainVerifier;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A long history that was verified once is verified again only where it continues, and only as long as it does. */
@QuarkusTest
class FoldCacheTest {

    private static final String CHAT = "le-chat";
    private static final int ENTRIES = 1_001;

    @Inject
    LongHistories longHistories;

    @Inject
    Ledger ledger;

    @Inject
    ChainVerifier verifier;

    @Inject
    Choices choices;

    @Inject
    Jdbc jdbc;

    @Inject
    LedgerConfig keys;

    @Inject
    PolicyTimeline timeline;

    private final UUID account = UUID.randomUUID();
    private final AtomicLong verified = new AtomicLong();
    private HistoryQuery histories;

    @BeforeEach
    void readOnce() {
        longHistories.ofChoices(account, ENTRIES);
        histories = new HistoryQuery(jdbc, new CountingChain(), timeline);
        assertThat(state().choice()).isEqualTo(Choice.OPTED_IN);
        assertThat(verified.getAndSet(0)).isEqualTo(ENTRIES);
    }

    /** Counts the entries that are verified. */
    private final class CountingChain extends Chain {

        private CountingChain() {
            super(keys);
        }

        @Override
        public byte[] hash(ChainedRow row) {
            verified.incrementAndGet();
            return super.hash(row);
        }
    }

    @Test
    void theSecondReadVerifiesNoEntryAgain() {
        var first = ledger.state(account).consentState(CHAT);

        assertThat(state()).usingRecursiveComparison().ignoringFields("at").isEqualTo(first);
        assertThat(verified).hasValue(0);
    }

    @Test
    void aChoiceOfAnotherReplicaIsVerifiedAloneAndOnce() {
        choices.choose(account, Choice.OPTED_OUT);

        assertThat(state().isOptedOut()).isTrue();
        assertThat(verified.getAndSet(0)).isEqualTo(1);
        assertThat(state().isOptedOut()).isTrue();
        assertThat(verified).hasValue(0);
    }

    @Test
    void moreEntriesThanAPageSinceAreReadWithAllOthers() {
        for (var choice = 0; choice < 20; choice++) {
            choices.choose(account, choice % 2 == 0 ? Choice.OPTED_OUT : Choice.OPTED_IN);
        }

        assertThat(state().choiceEntry().sequence()).isEqualTo(ENTRIES + 20);
        // 20 of them twice
        assertThat(verified.getAndSet(0)).isEqualTo(ENTRIES + 20 + 20);
        assertThat(state().choiceEntry().sequence()).isEqualTo(ENTRIES + 20);
        assertThat(verified).hasValue(0);
    }

    @Test
    void aQueryAboutThePastReadsTheWholeHistory() {
        var past = Instant.now().minusSeconds(86_400 + ENTRIES / 2);
        var fold = new AccountFold(timeline).expect(CHAT, past);

        assertThat(histories.read(Map.of(account, fold)).isVerified(account)).isTrue();

        assertThat(fold.consentState(CHAT, past).choiceEntry().sequence()).isBetween(1L, ENTRIES - 1L);
        assertThat(verified).hasValue(ENTRIES);
    }

    @Test
    void anEntryReplacedBeforeTheFoldTogetherWithTheHeadIsDetected() {
        Tampering.with(
                "update ledger_entry set kind = 'OPTED_OUT' where sequence = 5 and account = '" + account + "'",
                "update account_head set last_hash = sha256('forged') where account = '" + account + "'");

        assertThat(isVerified()).isFalse();
    }

    @Test
    void aHeadThatIsSetBackIsDetected() {
        Tampering.with("update account_head set last_sequence = 500, last_hash = (select hash from ledger_entry"
                + " where account = '" + account + "' and sequence = 500) where account = '" + account + "'");

        assertThat(isVerified()).isFalse();
    }

    @Test
    void anEntryInsertedWithoutTheKeyIsDetected() {
        Tampering.with(
                """
                insert into ledger_entry (account, sequence, kind, product, happened_at, recorded_at, actor, surface, previous_hash, hash)
                select account, last_sequence + 1, 'OPTED_IN', 'le-chat', last_at, last_at, 'DATA_SUBJECT', 'SETTINGS_PAGE',
                  last_hash, sha256('forged') from account_head where account = '%s'""".formatted(account),
                "update account_head set last_sequence = last_sequence + 1, last_hash = sha256('forged') where account = '"
                        + account + "'");

        assertThat(isVerified()).isFalse();
    }

    @Test
    void aHistoryCutTogetherWithItsHeadIsVerifiedFromItsFirstEntry() {
        Tampering.with(
                "delete from ledger_entry where sequence > 500 and account = '" + account + "'",
                "update account_head set last_sequence = 500, last_hash = (select hash from ledger_entry where account = '"
                        + account + "' and sequence = 500) where account = '" + account + "'");

        assertThat(state().choiceEntry().sequence()).isEqualTo(500);
        assertThat(verified).hasValue(500);
    }

    @Test
    void anAccountThatIsRemovedAndRecreatedHasItsNewHistoryOnly() {
        remove();
        assertThat(state().choiceEntry()).as("removed").isNull();

        longHistories.ofChoices(account, 2);

        assertThat(state().choiceEntry().sequence()).isEqualTo(2);
        assertThat(state().isOptedOut()).isTrue();
    }

    @Test
    void anAccountThatIsRecreatedWithAsManyEntriesHasItsNewHistoryOnly() {
        remove();
        longHistories.ofChoices(account, ENTRIES);
        verified.set(0);

        var recreated = state();

        assertThat(verified).hasValue(ENTRIES);
        assertThat(recreated)
                .usingRecursiveComparison()
                .ignoringFields("at")
                .isEqualTo(ledger.state(account).consentState(CHAT));
    }

    private void remove() {
        Tampering.with(
                "delete from ledger_entry where account = '" + account + "'",
                "delete from current_permission where account = '" + account + "'",
                "delete from account_head where account = '" + account + "'");
    }

    /** The application itself; its fold is what was verified before the change. */
    @Test
    void anEntryReplacedBeforeTheFoldChangesNoAnswerAndIsFoundByVerification() {
        assertThat(choiceOfTheApplication()).isEqualTo(Choice.OPTED_IN);
        Tampering.with("update ledger_entry set kind = 'OPTED_OUT' where sequence = 5 and account = '" + account + "'");

        assertThat(choiceOfTheApplication()).isEqualTo(Choice.OPTED_IN);
        assertThat(verifier.verify(account))
                .containsExactly(new IntegrityViolation(account, 5, IntegrityViolation.Kind.HASH));
    }

    private Choice choiceOfTheApplication() {
        var fold = new AccountFold(timeline).expect(CHAT, null);
        var at = ledger.read(Map.of(account, fold)).at();
        return fold.consentState(CHAT, at).choice();
    }

    private boolean isVerified() {
        var fold = new AccountFold(timeline).expect(CHAT, null);
        return histories.read(Map.of(account, fold)).isVerified(account);
    }

    private ConsentState state() {
        var fold = new AccountFold(timeline).expect(CHAT, null);
        var read = histories.read(Map.of(account, fold));
        assertThat(read.isVerified(account)).isTrue();
        return fold.consentState(CHAT, read.at());
    }
}
