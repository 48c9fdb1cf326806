package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.ledger.EarlierRecord.EarlierChoice;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Seen;
import ai.datacontrols.policy.Shown;
import ai.datacontrols.policy.Standing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
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

/** What was before this store is taken over with its own instants, and no earlier opt-out is lost. */
@QuarkusTest
class FirstLoadTest {

    private static final String CHAT = "le-chat";
    private static final String PLATFORM = "la-plateforme";
    private static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2025-01-01T00:00:00Z");
    private static final String EVIDENCE = "mail of 1 January 2025";

    @Inject
    FirstLoad firstLoad;

    @Inject
    Erasure erasure;

    @Inject
    Ledger ledger;

    @Inject
    Plans plans;

    @Inject
    Verification verification;

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
        firstLoad.complete();
    }

    @Test
    void aPlanAndAnOptOutCountFromTheirOwnInstants() {
        assertThat(firstLoad.load(onFree(out(LATER)))).isEqualTo(LoadOutcome.LOADED);

        assertThat(standing().plan()).isEqualTo("free");
        assertThat(standing().planEntry().at()).isEqualTo(LONG_AGO);
        assertThat(standing().choiceEntry().at()).isEqualTo(LATER);
        assertThat(standing().isUsable()).isFalse();
        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.isLoaded()).isTrue();
            assertThat(entry.evidence).isEqualTo(EVIDENCE);
            assertThat(entry.recordedAt).isAfter(LATER);
        });
        assertThat(verification.of(account)).isEmpty();
    }

    @Test
    void aPlanAloneIsUsableSinceItBegan() {
        assertThat(firstLoad.load(onFree())).isEqualTo(LoadOutcome.LOADED);

        assertThat(standing().usableSince()).isEqualTo(LONG_AGO);
    }

    @Test
    void whoWasErasedIsNotLoadedAgain() {
        firstLoad.load(onFree());
        erasure.erase(account, "privacy-office");

        assertThat(firstLoad.load(
                        new EarlierRecord(account, "la-plateforme", "experiment", LONG_AGO, List.of(), EVIDENCE)))
                .isEqualTo(LoadOutcome.KNOWN_OTHERWISE);
        assertThat(firstLoad.load(onFree())).isEqualTo(LoadOutcome.KNOWN_OTHERWISE);
        assertThat(firstLoad.load(onFree(out(LATER)))).isEqualTo(LoadOutcome.KNOWN_OTHERWISE);
        assertThat(ledger.state(account).standings().values()).noneMatch(Standing::isUsable);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void theSameRecordAgainChangesNothing() {
        firstLoad.load(onFree(out(LATER)));

        assertThat(firstLoad.load(onFree(out(LATER)))).isEqualTo(LoadOutcome.ALREADY_KNOWN);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void theSameRecordFromManySidesAtOnceIsLoadedOnce() throws Exception {
        var outcomes = threads.invokeAll(Collections.nCopies(8, () -> firstLoad.load(onFree(out(LATER)))));

        assertThat(outcomes.stream().map(FirstLoadTest::get)).containsOnlyOnce(LoadOutcome.LOADED);
        assertThat(entries()).hasSize(2);
        assertThat(verification.of(account)).isEmpty();
    }

    @Test
    void anOptOutIsKeptWherePersonsSignedInBeforeTheirRecordCame() {
        plans.atSignIn(account, CHAT, "pro", Instant.now());
        assertThat(standing().isUsable()).isTrue();

        assertThat(firstLoad.load(onFree(out(LATER)))).isEqualTo(LoadOutcome.LOADED_AS_OF_NOW);

        assertThat(standing().isOptedOut()).isTrue();
        assertThat(standing().isUsable()).isFalse();
        assertThat(standing().plan()).as("what is known here stands").isEqualTo("pro");
        var last = entries().get(1);
        assertThat(last.happenedAt).isEqualTo(last.recordedAt).isAfter(entries().get(0).recordedAt);
        assertThat(last.isLoaded()).isTrue();
        assertThat(last.evidence).isEqualTo(EVIDENCE);
        assertThat(firstLoad.load(onFree(out(LATER)))).isEqualTo(LoadOutcome.KNOWN_OTHERWISE);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void aChoiceMadeHereGoesBeforeAnEarlierOptOut() {
        plans.atSignIn(account, CHAT, "free", Instant.now());
        choose(Choice.OPTED_OUT);
        choose(Choice.OPTED_IN);

        assertThat(firstLoad.load(onFree(out(LATER)))).isEqualTo(LoadOutcome.KNOWN_OTHERWISE);

        assertThat(standing().choice()).isEqualTo(Choice.OPTED_IN);
    }

    @Test
    void aChoiceMadeHereSinceItWasLoadedStandsWhenTheRecordComesAgain() {
        firstLoad.load(onFree(out(LATER)));
        choose(Choice.OPTED_IN);

        assertThat(firstLoad.load(onFree(out(LATER)))).isEqualTo(LoadOutcome.ALREADY_KNOWN);
        assertThat(firstLoad.load(onFree(out(LATER.plusSeconds(1))))).isEqualTo(LoadOutcome.KNOWN_OTHERWISE);

        assertThat(standing().choice()).isEqualTo(Choice.OPTED_IN);
    }

    @Test
    void anOptOutThatComesInASecondRecordIsKept() {
        firstLoad.load(onFree(out(LONG_AGO), in(LATER)));

        assertThat(firstLoad.load(onFree(out(LONG_AGO)))).isEqualTo(LoadOutcome.LOADED_AS_OF_NOW);

        assertThat(standing().isOptedOut()).isTrue();
    }

    @Test
    void anEarlierOptInOpensNothingHere() {
        plans.atSignIn(account, CHAT, "free", Instant.now());

        assertThat(firstLoad.load(onFree(out(LONG_AGO), in(LATER)))).isEqualTo(LoadOutcome.KNOWN_OTHERWISE);

        assertThat(entries()).hasSize(1);
    }

    @Test
    void aPlanIsTakenAsOfNowWhereOnlyAChoiceIsKnown() {
        firstLoad.load(new EarlierRecord(account, CHAT, null, null, List.of(out(LATER)), null));

        assertThat(firstLoad.load(onFree())).isEqualTo(LoadOutcome.LOADED_AS_OF_NOW);

        assertThat(standing().plan()).isEqualTo("free");
        assertThat(standing().planEntry().at()).isAfter(LATER);
        assertThat(standing().isOptedOut()).isTrue();
    }

    @Test
    void planThatStartedLaterThanTheReportedOneIsTakenAsOfNow() {
        plans.report(new PlanReport(account, CHAT, "free", LONG_AGO));

        assertThat(firstLoad.load(new EarlierRecord(account, CHAT, "team", LATER, List.of(), EVIDENCE)))
                .isEqualTo(LoadOutcome.LOADED_AS_OF_NOW);

        assertThat(standing().plan()).isEqualTo("team");
        assertThat(standing().planEntry().at()).isAfter(LATER);
        assertThat(entries().get(1).startedAt).isEqualTo(LATER);
        assertThat(firstLoad.load(onFree())).isEqualTo(LoadOutcome.KNOWN_OTHERWISE);
        assertThat(verification.of(account)).isEmpty();
    }

    @Test
    void reportOlderThanAnImportedPlanIsStale() {
        firstLoad.load(new EarlierRecord(account, CHAT, "team", LATER, List.of(), EVIDENCE));

        var late = plans.report(new PlanReport(account, CHAT, "free", LONG_AGO));

        assertThat(late.outcome()).isEqualTo(PlanOutcome.STALE);
        assertThat(standing().plan()).isEqualTo("team");
    }

    @Test
    void importedPlanWithLessUseReplacesOneThatASignInSaid() {
        plans.atSignIn(account, CHAT, "free", Instant.now());

        assertThat(firstLoad.load(new EarlierRecord(account, CHAT, "team", LATER, List.of(), EVIDENCE)))
                .isEqualTo(LoadOutcome.LOADED_AS_OF_NOW);

        assertThat(standing().isUsable()).isFalse();
    }

    @Test
    void aChoiceMayBeOlderThanThePlan() {
        firstLoad.load(onFree(LATER, out(LONG_AGO), in(LATER.plusSeconds(1))));

        assertThat(entries())
                .extracting(entry -> entry.kind)
                .containsExactly(LedgerEntry.Kind.OPTED_OUT, LedgerEntry.Kind.PLAN_STARTED, LedgerEntry.Kind.OPTED_IN);
        assertThat(standing().usableSince()).isEqualTo(LATER.plusSeconds(1));
    }

    @Test
    void theOtherProductKeepsItsOwnInstants() {
        plans.atSignIn(account, CHAT, "free", Instant.now());

        assertThat(firstLoad.load(new EarlierRecord(account, PLATFORM, "experiment", LONG_AGO, List.of(), null)))
                .isEqualTo(LoadOutcome.LOADED);

        projectionSaysWhatTheHistorySays();
        assertThat(ledger.state(account).standing(PLATFORM).usableSince()).isEqualTo(LONG_AGO);
        ledger.rebuild(account);
        projectionSaysWhatTheHistorySays();
    }

    @Test
    void whatThePolicyDoesNotKnowIsNotLoaded() {
        assertThat(firstLoad.load(new EarlierRecord(account, "le_chat", null, null, List.of(out(LATER)), null)))
                .isEqualTo(LoadOutcome.UNKNOWN_PRODUCT);
        assertThat(firstLoad.load(new EarlierRecord(account, CHAT, "experiment", LATER, List.of(), null)))
                .isEqualTo(LoadOutcome.UNKNOWN_PLAN);
        assertThat(entries()).isEmpty();
    }

    @Test
    void nothingOfTheFutureIsLoaded() {
        var tomorrow = ledger.state(account).at().plus(Duration.ofDays(1));

        assertThat(firstLoad.load(onFree(tomorrow))).isEqualTo(LoadOutcome.IN_THE_FUTURE);
        assertThat(firstLoad.load(onFree(out(tomorrow)))).isEqualTo(LoadOutcome.IN_THE_FUTURE);
        assertThat(entries()).isEmpty();
    }

    @Test
    void aRecordThatMakesNoSenseCanNotBeMade() {
        refused("account and product", null, "free", LATER, null);
        refused("plan and since", account, "free", null, null);
        refused("plan and since", account, null, LATER, null, out(LATER));
        refused("neither a plan nor a choice", account, null, null, null);
        assertThatThrownBy(() -> new EarlierRecord(account, CHAT, null, null, null, null))
                .hasMessageContaining("neither a plan nor a choice");
        refused("not in order", account, "free", LATER, null, out(LATER), in(LONG_AGO));
        refused("before 1970", account, "free", Instant.MIN, null);
        refused("before 1970", account, "free", LATER, null, out(Instant.EPOCH.minusSeconds(1)));
        refused("200 characters", account, "free", LATER, "x".repeat(201));
        refused("200 characters", account, "free", LATER, "\0");
        assertThatThrownBy(() -> new EarlierChoice(Choice.OPTED_OUT, null)).hasMessageContaining("instant");
    }

    @Test
    void evidenceMayHaveTwoHundredCharactersOfAnyScript() {
        var evidence = "🗎".repeat(200);

        firstLoad.load(new EarlierRecord(account, CHAT, "free", LATER, List.of(), evidence));

        assertThat(entries().get(0).evidence).isEqualTo(evidence);
        assertThat(verification.of(account)).isEmpty();
    }

    @Test
    void editedEvidenceIsFound() {
        firstLoad.load(onFree(out(LATER)));

        Tampering.with("update ledger_entry set evidence = 'none' where account = '" + account + "' and sequence = 2");

        assertThat(verification.of(account)).containsExactly(new Flaw(account, 2, Flaw.Kind.HASH));
    }

    @Test
    void itIsCompleteOnceAndForGood() {
        assertThat(firstLoad.isComplete()).isFalse();

        var completed = firstLoad.complete();

        assertThat(firstLoad.isComplete()).isTrue();
        assertThat(firstLoad.complete()).isEqualTo(completed);
        assertThat(firstLoad.load(onFree(out(LATER)))).isEqualTo(LoadOutcome.CLOSED);
        assertThat(entries()).isEmpty();
    }

    @Test
    void theCompletionWaitsForALoadThatIsRunning() throws Exception {
        var commit = new CountDownLatch(1);
        var load = inAnOpenTransaction(() -> firstLoad.load(onFree()), commit);

        var completion = threads.submit(firstLoad::complete);
        Waiting.untilSomebodyDoes("%first_load%");
        commit.countDown();

        assertThat(get(load)).isEqualTo(LoadOutcome.LOADED);
        assertThat(get(completion)).isAfter(entries().get(0).recordedAt);
    }

    @Test
    void aLoadThatMeetsACompletionWaitsAndIsRefused() throws Exception {
        var commit = new CountDownLatch(1);
        var completion = inAnOpenTransaction(firstLoad::complete, commit);

        var load = threads.submit(() -> firstLoad.load(onFree()));
        Waiting.untilSomebodyDoes("%first_load%");
        commit.countDown();

        assertThat(get(load)).isEqualTo(LoadOutcome.CLOSED);
        assertThat(get(completion)).isEqualTo(firstLoad.complete());
        assertThat(entries()).isEmpty();
    }

    /** Does it at once, and commits when told to. */
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
            String why, UUID account, String plan, Instant since, String evidence, EarlierChoice... choices) {
        assertThatThrownBy(() -> new EarlierRecord(account, CHAT, plan, since, List.of(choices), evidence))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private EarlierRecord onFree(EarlierChoice... choices) {
        return onFree(LONG_AGO, choices);
    }

    private EarlierRecord onFree(Instant since, EarlierChoice... choices) {
        return new EarlierRecord(account, CHAT, "free", since, List.of(choices), EVIDENCE);
    }

    private static EarlierChoice out(Instant at) {
        return new EarlierChoice(Choice.OPTED_OUT, at);
    }

    private static EarlierChoice in(Instant at) {
        return new EarlierChoice(Choice.OPTED_IN, at);
    }

    private void choose(Choice choice) {
        var seen = Seen.of(standing(), timeline.at(Instant.now()));
        ledger.choose(new Choosing(account, CHAT, choice, seen, new Shown("1", "1", "en"), UUID.randomUUID()));
    }

    private void projectionSaysWhatTheHistorySays() {
        var state = ledger.state(account);
        for (String product : List.of(CHAT, PLATFORM)) {
            assertThat(state.standing(product))
                    .isEqualTo(Recorded.history(ledger, account).standing(product, state.at(), timeline));
        }
    }

    private Standing standing() {
        return ledger.state(account).standing(CHAT);
    }

    private List<LedgerEntry> entries() {
        return Recorded.entries(ledger, account);
    }
}
