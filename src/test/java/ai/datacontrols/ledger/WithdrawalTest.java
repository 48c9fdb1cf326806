package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.ImportedRecord.PastChoice;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.ChoiceAction;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticePlace;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.verification.ChainVerifier;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An opt-out made where there is no switch can be withdrawn there. */
@QuarkusTest
class WithdrawalTest {

    private static final String CHAT = Choices.CHAT;
    private static final NoticeShown SHOWN =
            new NoticeShown("1", "1", "fr", NoticePlace.ADVANCE_WITHDRAWAL, "2", "team");

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    InitialImport initialImport;

    @Inject
    Chain chain;

    @Inject
    ChainVerifier verifier;

    @Inject
    PolicyTimeline timeline;

    @Inject
    Choices choices;

    @Test
    void aWithdrawalIsOneEntryWithTheNoticeShown() {
        var account = optedOutOn("team");
        var request = UUID.randomUUID();

        var result = ledger.choose(withdrawal(account, expected(account), request));

        assertThat(result.outcome()).isEqualTo(ChoiceOutcome.RECORDED);
        var entry = last(account);
        assertThat(entry.kind).isEqualTo(Kind.CHOICE_WITHDRAWN);
        assertThat(entry.product).isEqualTo(CHAT);
        assertThat(entry.actor).isEqualTo(Actor.DATA_SUBJECT);
        assertThat(entry.channel).isEqualTo(Channel.SETTINGS_PAGE);
        assertThat(entry.requestId).isEqualTo(request);
        assertThat(entry.toEvent().metadata().noticeShown()).isEqualTo(SHOWN);
        assertThat(entry.hashedText()).contains("kind 16 CHOICE_WITHDRAWN").contains("ADVANCE_WITHDRAWAL");
        assertThat(entry.hash).isEqualTo(chain.hash(entry));
        assertThat(verifier.verify(account)).isEmpty();
        assertThat(consentState(account).isWithdrawn()).isTrue();
    }

    @Test
    void changesNoUseAndAddsNoRowToTheFeed() throws SQLException {
        var account = optedOutOn("team");
        var before = changes(account);

        choices.withdraw(account);

        assertThat(changes(account)).isEqualTo(before);
        assertThat(consentState(account).isUsable()).isFalse();
        var question = "{'account':'%s','product':'le-chat','data':'input-output','createdAt':'%s'}"
                .formatted(account, Instant.now());
        var decision = Api.json("pipeline-chat", question).post("/decisions");
        assertThat(decision.<Boolean>path("permitted")).isFalse();
        assertThat(decision.<String>path("reason")).isEqualTo("PLAN_EXCLUDED");
        assertThat(decision.<Integer>path("entry.sequence")).isEqualTo(1);
    }

    @Test
    void theDefaultOfTheNextPlanAppliesFromItsStart() throws SQLException {
        var account = optedOutOn("team");
        choices.withdraw(account);
        var before = changes(account);

        planRecorder.report(new SubscriptionReport(account, CHAT, "free", null));

        assertThat(consentState(account).usableSince()).isEqualTo(last(account).happenedAt);
        assertThat(changes(account)).isEqualTo(before + 1);
    }

    @Test
    void isRejectedFromAStalePage() {
        var account = optedOutOn("team");
        var page = expected(account);
        choices.withdraw(account);
        choices.choose(account, Choice.OPTED_OUT);

        var stale = ledger.choose(withdrawal(account, page, UUID.randomUUID()));

        assertThat(stale.outcome()).isEqualTo(ChoiceOutcome.STALE);
        assertThat(stale.consentState().isOptedOut()).isTrue();
        assertThat(entries(account)).hasSize(4);
    }

    @Test
    void isRejectedIfThePlanHasASwitch() {
        var account = optedOutOn("free");

        assertThat(choices.withdraw(account).outcome()).isEqualTo(ChoiceOutcome.REFUSED_BY_PLAN);
        assertThat(entries(account)).hasSize(2);
    }

    @Test
    void isTakenWithoutAPlan() {
        var account = UUID.randomUUID();
        choices.choose(account, Choice.OPTED_OUT);

        assertThat(choices.withdraw(account).outcome()).isEqualTo(ChoiceOutcome.RECORDED);
        assertThat(choices.withdraw(account).outcome()).isEqualTo(ChoiceOutcome.UNCHANGED);
        assertThat(entries(account)).hasSize(2);
    }

    @Test
    void withoutAnOptOutNothingIsRecorded() {
        var account = UUID.randomUUID();

        assertThat(choices.withdraw(account).outcome()).isEqualTo(ChoiceOutcome.UNCHANGED);
        assertThat(entries(account)).isEmpty();
    }

    @Test
    void aReplayedWithdrawalDoesNotUndoALaterOptOut() {
        var account = optedOutOn("team");
        var withdrawal = withdrawal(account, expected(account), UUID.randomUUID());
        ledger.choose(withdrawal);
        assertThat(ledger.choose(withdrawal).outcome()).isEqualTo(ChoiceOutcome.UNCHANGED);

        choices.choose(account, Choice.OPTED_OUT);

        assertThat(ledger.choose(withdrawal).outcome()).isEqualTo(ChoiceOutcome.STALE);
        assertThat(consentState(account).isOptedOut()).isTrue();
    }

    @Test
    void countsAgainstTheDailyLimitOfOptIns() {
        var account = choices.onPlan("team");
        for (var time = 0; time < 20; time++) {
            choices.choose(account, Choice.OPTED_OUT);
            assertThat(choices.withdraw(account).outcome()).isEqualTo(ChoiceOutcome.RECORDED);
        }
        choices.choose(account, Choice.OPTED_OUT);

        assertThat(choices.withdraw(account).outcome()).isEqualTo(ChoiceOutcome.OPT_IN_LIMIT_REACHED);
        assertThat(last(account).kind).isEqualTo(Kind.OPTED_OUT);

        planRecorder.report(new SubscriptionReport(account, CHAT, "free", null));
        assertThat(choices.take(account, CHAT, ChoiceAction.OPT_IN).outcome())
                .as("opt-ins and withdrawals are counted together")
                .isEqualTo(ChoiceOutcome.OPT_IN_LIMIT_REACHED);
    }

    @Test
    void theProjectionMatchesTheHistoryAndCanBeRebuilt() {
        var account = optedOutOn("team");
        choices.withdraw(account);
        var state = ledger.state(account);
        assertThat(state.consentState(CHAT))
                .isEqualTo(Recorded.history(ledger, account).consentState(CHAT, state.at(), timeline));

        ledger.rebuild(account);

        var rebuilt = ledger.state(account);
        assertThat(rebuilt.consentState(CHAT))
                .isEqualTo(state.consentState(CHAT).asOf(rebuilt.at(), timeline));
    }

    @Test
    void anImportedOptOutDoesNotReplaceAWithdrawal() {
        Tampering.with("update first_load set completed_at = null");
        try {
            var account = UUID.randomUUID();
            var optOut = new PastChoice(Choice.OPTED_OUT, Instant.parse("2025-01-01T00:00:00Z"));
            var record = new ImportedRecord(account, CHAT, null, null, List.of(optOut), null);
            assertThat(initialImport.load(record)).isEqualTo(ImportOutcome.LOADED);
            choices.withdraw(account);

            assertThat(initialImport.load(record)).isEqualTo(ImportOutcome.ALREADY_KNOWN);
            var other = new ImportedRecord(account, CHAT, null, null, List.of(optOut), "another source");
            assertThat(initialImport.load(other)).isEqualTo(ImportOutcome.ALREADY_KNOWN);
            var later = new PastChoice(Choice.OPTED_OUT, Instant.parse("2025-02-01T00:00:00Z"));
            var different = new ImportedRecord(account, CHAT, null, null, List.of(later), null);
            assertThat(initialImport.load(different)).isEqualTo(ImportOutcome.KNOWN_OTHERWISE);
            assertThat(consentState(account).isWithdrawn()).isTrue();
        } finally {
            initialImport.complete();
        }
    }

    private UUID optedOutOn(String plan) {
        var account = choices.onPlan(plan);
        choices.choose(account, Choice.OPTED_OUT);
        return account;
    }

    private static ChooseCommand withdrawal(UUID account, ExpectedState expected, UUID request) {
        return new ChooseCommand(account, CHAT, ChoiceAction.WITHDRAW, expected, SHOWN, request, false);
    }

    private ExpectedState expected(UUID account) {
        return ExpectedState.of(consentState(account), timeline.at(Instant.now()));
    }

    private ConsentState consentState(UUID account) {
        return ledger.state(account).consentState(CHAT);
    }

    private List<LedgerEntry> entries(UUID account) {
        return Recorded.entries(ledger, account);
    }

    private LedgerEntry last(UUID account) {
        var entries = entries(account);
        return entries.get(entries.size() - 1);
    }

    private static int changes(UUID account) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.prepareStatement("select count(*) from permission_change where account = ?")) {
            sql.setObject(1, account);
            try (var row = sql.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
