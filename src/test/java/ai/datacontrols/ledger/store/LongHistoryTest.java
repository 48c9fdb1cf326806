package ai.datacontrols.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.ledger.chain.LongHistories;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.DecisionQuery;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.verification.ChainVerifier;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Histories that are longer than a page. */
@QuarkusTest
class LongHistoryTest {

    private static final long SEED = 20_261_130;
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, List<String>> PLANS = Map.of(
            "le-chat", List.of("free", "pro", "student", "team", "enterprise"),
            "la-plateforme", List.of("experiment", "scale"));

    @Inject
    LongHistories longHistories;

    @Inject
    Ledger ledger;

    @Inject
    ChainVerifier verifier;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    Choices choices;

    @Inject
    Jdbc jdbc;

    @Inject
    Chain chain;

    @Inject
    PolicyTimeline timeline;

    private final Random random = new Random(SEED);

    @Test
    void decidesByPagesOfThreeAsByTheWholeHistory() {
        var histories = new HashMap<UUID, AccountHistory>();
        // around the size of the first page and of the next ones
        for (var length : List.of(0, 1, 3, 19, 20, 21, 22, 23, 24, 40, 500, 3_000)) {
            var history = anyHistory(length);
            var account = UUID.randomUUID();
            longHistories.write(account, history.events().iterator());
            histories.put(account, history);
        }
        var decisionQueries = new HashMap<UUID, List<DecisionQuery>>();
        var folds = new HashMap<UUID, AccountFold>();
        histories.forEach((account, history) -> {
            var fold = new AccountFold(timeline);
            decisionQueries.put(account, anyQuestions());
            decisionQueries
                    .get(account)
                    .forEach(query -> fold.expect(query.product(), query.data(), query.createdAt(), query.asOf()));
            folds.put(account, fold);
        });

        new HistoryQuery(jdbc, chain, timeline, 3 * histories.size(), 3).read(folds);

        histories.forEach((account, history) -> assertThat(decisionQueries.get(account))
                .allSatisfy(query -> {
                    var fold = folds.get(account);
                    assertThat(fold.decide(query)).isEqualTo(timeline.decide(query, history.asOf(query.asOf())));
                    assertThat(fold.consentState(query.product(), query.asOf()))
                            .isEqualTo(history.consentState(query.product(), query.asOf(), timeline));
                    assertThat(fold.notBeforeTheLast(BEGINNING)).isEqualTo(history.clampToLatestEvent(BEGINNING));
                }));
    }

    @Test
    void returnsEveryEventOnceInOrderForEachPageSize() {
        var history = anyHistory(50);
        var account = UUID.randomUUID();
        longHistories.write(account, history.events().iterator());

        for (var size : List.of(1, 3, 10, 29, 30, 31, 1_000)) {
            var events = new ArrayList<AccountEvent>();
            Consumer<AccountEvent> reader = events::add;
            new HistoryQuery(jdbc, chain, timeline, size, size).read(Map.of(account, reader));
            assertThat(events).isEqualTo(history.events());

            var entries = new ArrayList<AccountEvent>();
            new LedgerEntries(jdbc, chain, account, violation -> Assertions.fail(violation.toString()), size)
                    .forEach(entry -> entries.add(entry.toEvent()));
            assertThat(entries).isEqualTo(history.events());
        }
    }

    @Test
    void verifiesALongHistoryAndRebuildsTheSameProjection() {
        var account = UUID.randomUUID();
        var history = anyHistory(3_000);
        longHistories.write(account, history.events().iterator());

        var state = ledger.state(account);

        assertThat(verifier.verify(account)).isEmpty();
        for (var product : PLANS.keySet()) {
            assertThat(state.consentState(product)).isEqualTo(history.consentState(product, state.at(), timeline));
        }
    }

    @Test
    void detectsTamperingOnAnyPage() {
        var account = UUID.randomUUID();
        longHistories.ofChoices(account, 2_500);
        Tampering.with("update ledger_entry set language = 'fr' where account = '" + account
                + "' and sequence in (1000, 1001, 2500)");

        assertThat(verifier.verify(account))
                .containsExactly(
                        new IntegrityViolation(account, 1_000, IntegrityViolation.Kind.HASH),
                        new IntegrityViolation(account, 1_001, IntegrityViolation.Kind.HASH),
                        new IntegrityViolation(account, 2_500, IntegrityViolation.Kind.HASH));
    }

    @Test
    void reportsNoViolationForAConcurrentChoice() throws Exception {
        var account = UUID.randomUUID();
        planRecorder.report(new SubscriptionReport(account, "le-chat", "free", null));
        var thread = Executors.newSingleThreadExecutor();
        try {
            var writing = thread.submit(() -> {
                for (var time = 0; time < 300; time++) {
                    choices.choose(account, time % 2 == 0 ? Choice.OPTED_OUT : Choice.OPTED_IN);
                }
            });
            while (!writing.isDone()) {
                assertThat(verifier.verify(account)).isEmpty();
            }
            writing.get();
        } finally {
            thread.shutdownNow();
        }
    }

    private AccountHistory anyHistory(int length) {
        var at = BEGINNING;
        var events = new ArrayList<AccountEvent>();
        for (var sequence = 1; sequence <= length; sequence++) {
            at = at.plus(Duration.ofSeconds(1 + random.nextInt(3_600)));
            var product = random.nextInt(3) == 0 ? "la-plateforme" : "le-chat";
            var plansOfProduct = PLANS.get(product);
            var metadata = new EventMetadata(sequence, at, Actor.BILLING, Channel.API, null);
            events.add(
                    switch (random.nextInt(6)) {
                        case 0 -> new PlanEnded(metadata, product);
                        case 1, 2 -> new ChoiceMade(metadata, product, Choice.OPTED_OUT);
                        case 3, 4 -> new ChoiceMade(metadata, product, Choice.OPTED_IN);
                        default ->
                            new PlanStarted(
                                    metadata, product, plansOfProduct.get(random.nextInt(plansOfProduct.size())));
                    });
        }
        return new AccountHistory(events);
    }

    private List<DecisionQuery> anyQuestions() {
        var kinds = List.of(Policy.INPUT_OUTPUT, "feedback", "ocr");
        return IntStream.range(0, 60)
                .mapToObj(n -> new DecisionQuery(
                        random.nextBoolean() ? "le-chat" : "la-plateforme",
                        kinds.get(random.nextInt(kinds.size())),
                        BEGINNING.plusSeconds(random.nextInt(5_400_000)),
                        EnumSet.allOf(FeedbackPart.class),
                        BEGINNING.plusSeconds(random.nextInt(5_400_000))))
                .toList();
    }
}
