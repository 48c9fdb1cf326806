package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.verification.ChainVerifier;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Concurrent writes to one account produce one unbroken chain with one entry for each change. */
@QuarkusTest
class ConcurrencyTest {

    private static final String CHAT = "le-chat";
    /** Fewer than the pool has connections: further threads would wait for one, at most a second. */
    private static final int THREADS = 16;

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    ChainVerifier verifier;

    @Inject
    PolicyTimeline timeline;

    private final UUID account = UUID.randomUUID();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @BeforeEach
    void onFree() {
        planRecorder.syncFromToken(account, CHAT, "free", Instant.now());
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void repeatedClicksRecordOneEntry() {
        var request = UUID.randomUUID();

        var outcomes = atOnce(thread -> wish(CHAT, Choice.OPTED_OUT, request));

        assertThat(outcomes).containsOnlyOnce(ChoiceOutcome.RECORDED);
        assertThat(Recorded.history(ledger, account).events()).hasSize(2);
        assertThat(verifier.verify(account)).isEmpty();
    }

    @Test
    void optOutsOfTwoProductsFromManyTabsRecordTwoEntries() {
        atOnce(thread -> wish(thread % 2 == 0 ? CHAT : "la-plateforme", Choice.OPTED_OUT, UUID.randomUUID()));

        assertThat(Recorded.history(ledger, account).events()).hasSize(3);
        assertThat(verifier.verify(account)).isEmpty();
    }

    @Test
    void concurrentOptInsAndOptOutsProduceOneUnbrokenChain() {
        ledger.choose(wish(CHAT, Choice.OPTED_OUT, UUID.randomUUID()));

        var outcomes =
                atOnce(thread -> wish(CHAT, thread % 2 == 0 ? Choice.OPTED_IN : Choice.OPTED_OUT, UUID.randomUUID()));

        var recorded = outcomes.stream().filter(ChoiceOutcome.RECORDED::equals).count();
        assertThat(Recorded.history(ledger, account).events()).hasSize((int) recorded + 2);
        assertThat(verifier.verify(account)).isEmpty();
        var state = ledger.state(account);
        assertThat(state.consentState(CHAT))
                .isEqualTo(Recorded.history(ledger, account).consentState(CHAT, state.at(), timeline));
    }

    @Test
    void acceptsConcurrentFirstEventsOfAnAccount() {
        var stranger = UUID.randomUUID();

        atOnce(thread -> new ChooseCommand(
                stranger, CHAT, Choice.OPTED_OUT, null, new NoticeShown("1", "1", "en"), UUID.randomUUID()));

        assertThat(Recorded.history(ledger, stranger).events()).hasSize(1);
        assertThat(verifier.verify(stranger)).isEmpty();
    }

    private List<ChoiceOutcome> atOnce(IntFunction<ChooseCommand> wishes) {
        var barrier = new CyclicBarrier(THREADS);
        var results = new ArrayList<Future<ChoiceOutcome>>();
        for (var thread = 0; thread < THREADS; thread++) {
            var wish = wishes.apply(thread);
            results.add(threads.submit(() -> {
                barrier.await();
                return ledger.choose(wish).outcome();
            }));
        }
        return results.stream().map(ConcurrencyTest::get).toList();
    }

    private static ChoiceOutcome get(Future<ChoiceOutcome> result) {
        try {
            return result.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private ChooseCommand wish(String product, Choice choice, UUID request) {
        var expected = ExpectedState.of(ledger.state(account).consentState(product), timeline.at(Instant.now()));
        return new ChooseCommand(account, product, choice, expected, new NoticeShown("1", "1", "en"), request);
    }
}
