package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.ImportedRecord.PastChoice;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.verification.ChainVerifier;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Earlier records are imported with their original instants, and no earlier opt-out is lost. */
@QuarkusTest
class InitialImportTest {

    private static final String CHAT = "le-chat";
    private static final String PLATFORM = "la-plateforme";
    private static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2025-01-01T00:00:00Z");
    private static final String EVIDENCE = "mail of 1 January 2025";

    @Inject
    InitialImport initialImport;

    @Inject
    Erasure erasure;

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    Jdbc jdbc;

    @Inject
    ChainVerifier verifier;

    @Inject
    PolicyTimeline timeline;

    private final UUID account = UUID.randomUUID();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @BeforeEach
    void open() {
        Tampering.with("update first_load set completed_at = null");
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        initialImport.complete();
    }

    /** Verification and the change feed rely on it: an account's entries are in the order of their transactions. */
    @Test
    void theTransactionOfAnImportBeginsAfterTheAccountLock() throws Exception {
        var other = UUID.randomUUID();
        var isLocked = new CountDownLatch(1);
        var isAwaited = new CountDownLatch(1);
        var first = threads.submit(() -> QuarkusTransaction.requiringNew().call(() -> {
            jdbc.call("failed to lock", connection -> {
                AccountHead.exclude(connection, account);
                return null;
            });
            isLocked.countDown();
            isAwaited.await(10, TimeUnit.SECONDS);
            return planRecorder.report(new SubscriptionReport(account, CHAT, "free", null));
        }));
        isLocked.await(10, TimeUnit.SECONDS);
        var second = threads.submit(() -> initialImport.load(
                List.of(new ImportedRecord(other, CHAT, "free", LONG_AGO, List.of(), EVIDENCE), onFree(out(LATER)))));
        await().until(
                        () -> numbers("select count(*) from pg_locks where locktype = 'advisory' and not granted"),
                        is(List.of(1L)));
        isAwaited.countDown();
        first.get();
        second.get();

        assertThat(numbers("select transaction::text::bigint from ledger_entry where account = '%s' order by sequence"
                        .formatted(account)))
                .hasSizeGreaterThan(1)
                .isSorted();
    }

    /** PostgreSQL orders UUIDs as unsigned numbers, Java as signed ones. */
    @Test
    void anImportLocksAccountsInTheOrderOfOtherTransactions() throws Exception {
        var low =
                UUID.fromString("00000000-0000-4000-8000-" + account.toString().substring(24));
        var high =
                UUID.fromString("ffffffff-0000-4000-8000-" + account.toString().substring(24));
        var isLocked = new CountDownLatch(1);
        var isAwaited = new CountDownLatch(1);
        var first = threads.submit(() -> QuarkusTransaction.requiringNew().call(() -> {
            jdbc.call("failed to lock", connection -> {
                AccountHead.exclude(connection, low);
                return null;
            });
            isLocked.countDown();
            isAwaited.await(10, TimeUnit.SECONDS);
            return jdbc.call("failed to lock", connection -> {
                AccountHead.exclude(connection, high);
                return null;
            });
        }));
        isLocked.await(10, TimeUnit.SECONDS);
        var second = threads.submit(() -> initialImport.load(List.of(
                new ImportedRecord(high, CHAT, "free", LONG_AGO, List.of(), EVIDENCE),
                new ImportedRecord(low, CHAT, "free", LONG_AGO, List.of(), EVIDENCE))));
        await().until(
                        () -> numbers("select count(*) from pg_locks where locktype = 'advisory' and not granted"),
                        is(List.of(1L)));
        isAwaited.countDown();

        assertThat(first.get()).isNull();
        assertThat(second.get()).containsExactly(ImportOutcome.LOADED, ImportOutcome.LOADED);
    }

    private static List<Long> numbers(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            var numbers = new ArrayList<Long>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }

    @Test
    void aPlanAndAnOptOutKeepTheirOriginalInstants() {
        assertThat(initialImport.load(onFree(out(LATER)))).isEqualTo(ImportOutcome.LOADED);

        assertThat(consentState().plan()).isEqualTo("free");
        assertThat(consentState().planEntry().at()).isEqualTo(LONG_AGO);
        assertThat(consentState().choiceEntry().at()).isEqualTo(LATER);
        assertThat(consentState().isUsable()).isFalse();
        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.isImported()).isTrue();
            assertThat(entry.evidence).isEqualTo(EVIDENCE);
            assertThat(entry.recordedAt).isAfter(LATER);
        });
        assertThat(verifier.verify(account)).isEmpty();
    }

    @Test
    void aPlanWithoutAChoiceIsUsableSinceItsStart() {
        assertThat(initialImport.load(onFree())).isEqualTo(ImportOutcome.LOADED);

        assertThat(consentState().usableSince()).isEqualTo(LONG_AGO);
    }

    @Test
    void erasedAccountsAreNotImportedAgain() {
        initialImport.load(onFree());
        erasure.erase(account, "privacy-office");

        assertThat(initialImport.load(
                        new ImportedRecord(account, "la-plateforme", "experiment", LONG_AGO, List.of(), EVIDENCE)))
                .isEqualTo(ImportOutcome.KNOWN_OTHERWISE);
        assertThat(initialImport.load(onFree())).isEqualTo(ImportOutcome.KNOWN_OTHERWISE);
        assertThat(initialImport.load(onFree(out(LATER)))).isEqualTo(ImportOutcome.KNOWN_OTHERWISE);
        assertThat(ledger.state(account).consentStates().values()).noneMatch(ConsentState::isUsable);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void importingARecordAgainChangesNothing() {
        initialImport.load(onFree(out(LATER)));

        assertThat(initialImport.load(onFree(out(LATER)))).isEqualTo(ImportOutcome.ALREADY_KNOWN);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void concurrentImportsOfARecordImportItOnce() throws Exception {
        var outcomes = threads.invokeAll(Collections.nCopies(8, () -> initialImport.load(onFree(out(LATER)))));

        assertThat(outcomes.stream().map(InitialImportTest::get)).containsOnlyOnce(ImportOutcome.LOADED);
        assertThat(entries()).hasSize(2);
        assertThat(verifier.verify(account)).isEmpty();
    }

    @Test
    void anOptOutIsImportedAfterThePersonsFirstSignIn() {
        planRecorder.syncFromToken(account, CHAT, "pro", Instant.now());
        assertThat(consentState().isUsable()).isTrue();

        assertThat(initialImport.load(onFree(out(LATER)))).isEqualTo(ImportOutcome.LOADED_AS_OF_NOW);

        assertThat(consentState().isOptedOut()).isTrue();
        assertThat(consentState().isUsable()).isFalse();
        assertThat(consentState().plan()).as("the recorded plan is kept").isEqualTo("pro");
        var last = entries().get(1);
        assertThat(last.happenedAt).isEqualTo(last.recordedAt).isAfter(entries().get(0).recordedAt);
        assertThat(last.isImported()).isTrue();
        assertThat(last.evidence).isEqualTo(EVIDENCE);
        assertThat(initialImport.load(onFree(out(LATER)))).isEqualTo(ImportOutcome.KNOWN_OTHERWISE);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void aChoiceMadeHereOverridesAnEarlierOptOut() {
        planRecorder.syncFromToken(account, CHAT, "free", Instant.now());
        choose(Choice.OPTED_OUT);
        choose(Choice.OPTED_IN);

        assertThat(initialImport.load(onFree(out(LATER)))).isEqualTo(ImportOutcome.KNOWN_OTHERWISE);

        assertThat(consentState().choice()).isEqualTo(Choice.OPTED_IN);
    }

    @Test
    void aLaterChoiceIsKeptWhenTheRecordIsImportedAgain() {
        initialImport.load(onFree(out(LATER)));
        choose(Choice.OPTED_IN);

        assertThat(initialImport.load(onFree(out(LATER)))).isEqualTo(ImportOutcome.ALREADY_KNOWN);
        assertThat(initialImport.load(onFree(out(LATER.plusSeconds(1))))).isEqualTo(ImportOutcome.KNOWN_OTHERWISE);

        assertThat(consentState().choice()).isEqualTo(Choice.OPTED_IN);
    }

    @Test
    void anOptOutInASecondRecordIsImported() {
        initialImport.load(onFree(out(LONG_AGO), in(LATER)));

        assertThat(initialImport.load(onFree(out(LONG_AGO)))).isEqualTo(ImportOutcome.LOADED_AS_OF_NOW);

        assertThat(consentState().isOptedOut()).isTrue();
    }

    @Test
    void anEarlierOptInIsNotImportedAfterASignIn() {
        planRecorder.syncFromToken(account, CHAT, "free", Instant.now());

        assertThat(initialImport.load(onFree(out(LONG_AGO), in(LATER)))).isEqualTo(ImportOutcome.KNOWN_OTHERWISE);

        assertThat(entries()).hasSize(1);
    }

    @Test
    void aPlanIsImportedAsOfNowAfterAChoice() {
        initialImport.load(new ImportedRecord(account, CHAT, null, null, List.of(out(LATER)), null));

        assertThat(initialImport.load(onFree())).isEqualTo(ImportOutcome.LOADED_AS_OF_NOW);

        assertThat(consentState().plan()).isEqualTo("free");
        assertThat(consentState().planEntry().at()).isAfter(LATER);
        assertThat(consentState().isOptedOut()).isTrue();
    }

    @Test
    void aPlanThatStartedAfterTheReportedOneIsImportedAsOfNow() {
        planRecorder.report(new SubscriptionReport(account, CHAT, "free", LONG_AGO));

        assertThat(initialImport.load(new ImportedRecord(account, CHAT, "team", LATER, List.of(), EVIDENCE)))
                .isEqualTo(ImportOutcome.LOADED_AS_OF_NOW);

        assertThat(consentState().plan()).isEqualTo("team");
        assertThat(consentState().planEntry().at()).isAfter(LATER);
        assertThat(entries().get(1).startedAt).isEqualTo(LATER);
        assertThat(initialImport.load(onFree())).isEqualTo(ImportOutcome.KNOWN_OTHERWISE);
        assertThat(verifier.verify(account)).isEmpty();
    }

    @Test
    void aReportOlderThanAnImportedPlanIsStale() {
        initialImport.load(new ImportedRecord(account, CHAT, "team", LATER, List.of(), EVIDENCE));

        var late = planRecorder.report(new SubscriptionReport(account, CHAT, "free", LONG_AGO));

        assertThat(late.outcome()).isEqualTo(SubscriptionOutcome.STALE);
        assertThat(consentState().plan()).isEqualTo("team");
    }

    @Test
    void anImportedPlanWithLessUseReplacesOneFromASignIn() {
        planRecorder.syncFromToken(account, CHAT, "free", Instant.now());

        assertThat(initialImport.load(new ImportedRecord(account, CHAT, "team", LATER, List.of(), EVIDENCE)))
                .isEqualTo(ImportOutcome.LOADED_AS_OF_NOW);

        assertThat(consentState().isUsable()).isFalse();
    }

    @Test
    void aChoiceMayBeOlderThanThePlan() {
        initialImport.load(onFree(LATER, out(LONG_AGO), in(LATER.plusSeconds(1))));

        assertThat(entries())
                .extracting(entry -> entry.kind)
                .containsExactly(LedgerEntry.Kind.OPTED_OUT, LedgerEntry.Kind.PLAN_STARTED, LedgerEntry.Kind.OPTED_IN);
        assertThat(consentState().usableSince()).isEqualTo(LATER.plusSeconds(1));
    }

    @Test
    void theOtherProductKeepsItsOwnInstants() {
        planRecorder.syncFromToken(account, CHAT, "free", Instant.now());

        assertThat(initialImport.load(new ImportedRecord(account, PLATFORM, "experiment", LONG_AGO, List.of(), null)))
                .isEqualTo(ImportOutcome.LOADED);

        projectionSaysWhatTheHistorySays();
        assertThat(ledger.state(account).consentState(PLATFORM).usableSince()).isEqualTo(LONG_AGO);
        ledger.rebuild(account);
        projectionSaysWhatTheHistorySays();
    }

    @Test
    void recordsUnknownToThePolicyAreNotImported() {
        assertThat(initialImport.load(new ImportedRecord(account, "le_chat", null, null, List.of(out(LATER)), null)))
                .isEqualTo(ImportOutcome.UNKNOWN_PRODUCT);
        assertThat(initialImport.load(new ImportedRecord(account, CHAT, "experiment", LATER, List.of(), null)))
                .isEqualTo(ImportOutcome.UNKNOWN_PLAN);
        assertThat(entries()).isEmpty();
    }

    @Test
    void recordsInTheFutureAreNotImported() {
        var tomorrow = ledger.state(account).at().plus(Duration.ofDays(1));

        assertThat(initialImport.load(onFree(tomorrow))).isEqualTo(ImportOutcome.IN_THE_FUTURE);
        assertThat(initialImport.load(onFree(out(tomorrow)))).isEqualTo(ImportOutcome.IN_THE_FUTURE);
        assertThat(entries()).isEmpty();
    }

    @Test
    void rejectsInvalidRecords() {
        refused("account and product", null, "free", LATER, null);
        refused("plan and since", account, "free", null, null);
        refused("plan and since", account, null, LATER, null, out(LATER));
        refused("neither a plan nor a choice", account, null, null, null);
        assertThatThrownBy(() -> new ImportedRecord(account, CHAT, null, null, null, null))
                .hasMessageContaining("neither a plan nor a choice");
        refused("not in order", account, "free", LATER, null, out(LATER), in(LONG_AGO));
        refused("before 1970", account, "free", Instant.MIN, null);
        refused("before 1970", account, "free", LATER, null, out(Instant.EPOCH.minusSeconds(1)));
        refused("200 characters", account, "free", LATER, "x".repeat(201));
        refused("200 characters", account, "free", LATER, "\0");
        assertThatThrownBy(() -> new PastChoice(Choice.OPTED_OUT, null)).hasMessageContaining("instant");
    }

    @Test
    void evidenceMayHaveTwoHundredCharactersOfAnyScript() {
        var evidence = "🗎".repeat(200);

        initialImport.load(new ImportedRecord(account, CHAT, "free", LATER, List.of(), evidence));

        assertThat(entries().get(0).evidence).isEqualTo(evidence);
        assertThat(verifier.verify(account)).isEmpty();
    }

    @Test
    void detectsEditedEvidence() {
        initialImport.load(onFree(out(LATER)));

        Tampering.with("update ledger_entry set evidence = 'none' where account = '" + account + "' and sequence = 2");

        assertThat(verifier.verify(account))
                .containsExactly(new IntegrityViolation(account, 2, IntegrityViolation.Kind.HASH));
    }

    @Test
    void theImportCannotBeReopenedOnceItIsComplete() {
        assertThat(initialImport.isComplete()).isFalse();

        var completed = initialImport.complete();

        assertThat(initialImport.isComplete()).isTrue();
        assertThat(initialImport.complete()).isEqualTo(completed);
        assertThat(initialImport.load(onFree(out(LATER)))).isEqualTo(ImportOutcome.CLOSED);
        assertThat(entries()).isEmpty();
    }

    @Test
    void theCompletionWaitsForARunningImport() throws Exception {
        var commit = new CountDownLatch(1);
        var load = inAnOpenTransaction(() -> initialImport.load(onFree()), commit);

        var completion = threads.submit(initialImport::complete);
        Waiting.untilBlocked("%first_load%");
        commit.countDown();

        assertThat(get(load)).isEqualTo(ImportOutcome.LOADED);
        assertThat(get(completion)).isAfter(entries().get(0).recordedAt);
    }

    @Test
    void anImportDuringACompletionWaitsAndIsRejected() throws Exception {
        var commit = new CountDownLatch(1);
        var completion = inAnOpenTransaction(initialImport::complete, commit);

        var load = threads.submit(() -> initialImport.load(onFree()));
        Waiting.untilBlocked("%first_load%");
        commit.countDown();

        assertThat(get(load)).isEqualTo(ImportOutcome.CLOSED);
        assertThat(get(completion)).isEqualTo(initialImport.complete());
        assertThat(entries()).isEmpty();
    }

    /** Runs the task in a transaction and commits it when the latch opens. */
    private <T> Future<T> inAnOpenTransaction(Callable<T> work, CountDownLatch commit) throws InterruptedException {
        var done = new CountDownLatch(1);
        var result = threads.submit(() -> QuarkusTransaction.requiringNew().call(() -> {
            var value = work.call();
            done.countDown();
            commit.await(10, TimeUnit.SECONDS);
            return value;
        }));
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        return result;
    }

    private static <T> T get(Future<T> result) {
        try {
            return result.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(
            String why, UUID account, String plan, Instant since, String evidence, PastChoice... choices) {
        assertThatThrownBy(() -> new ImportedRecord(account, CHAT, plan, since, List.of(choices), evidence))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private ImportedRecord onFree(PastChoice... choices) {
        return onFree(LONG_AGO, choices);
    }

    private ImportedRecord onFree(Instant since, PastChoice... choices) {
        return new ImportedRecord(account, CHAT, "free", since, List.of(choices), EVIDENCE);
    }

    private static PastChoice out(Instant at) {
        return new PastChoice(Choice.OPTED_OUT, at);
    }

    private static PastChoice in(Instant at) {
        return new PastChoice(Choice.OPTED_IN, at);
    }

    private void choose(Choice choice) {
        var expected = ExpectedState.of(consentState(), timeline.at(Instant.now()));
        ledger.choose(
                new ChooseCommand(account, CHAT, choice, expected, new NoticeShown("1", "1", "en"), UUID.randomUUID()));
    }

    private void projectionSaysWhatTheHistorySays() {
        var state = ledger.state(account);
        for (String product : List.of(CHAT, PLATFORM)) {
            assertThat(state.consentState(product))
                    .isEqualTo(Recorded.history(ledger, account).consentState(product, state.at(), timeline));
        }
    }

    private ConsentState consentState() {
        return ledger.state(account).consentState(CHAT);
    }

    private List<LedgerEntry> entries() {
        return Recorded.entries(ledger, account);
    }
}
