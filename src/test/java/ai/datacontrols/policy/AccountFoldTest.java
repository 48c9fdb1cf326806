package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.policy.AccountEvent.AccountErased;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.ChoiceWithdrawn;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.policy.rules.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** One pass over the events gives the same decisions as a separate fold for each query. */
@Domain(AnyHistory.class)
@Domain(DomainContext.Global.class)
class AccountFoldTest {

    private static final Set<FeedbackPart> WHOLE = Set.of(FeedbackPart.values());
    private static final List<String> DATA = List.of(Policy.INPUT_OUTPUT, "feedback", "ocr");
    private static final List<String> PRODUCTS = List.of("le-chat", "la-plateforme", "le-fax");

    private final PolicyTimeline timeline = Versions.secondFrom(AnyHistory.BEGINNING.plus(Duration.ofHours(40)));

    @Property
    void evaluatesManyQueriesInOnePass(
            @ForAll AccountHistory history, @ForAll @Size(max = 4) List<Instant> created, @ForAll Instant asOf) {
        var decisionQueries = questions(created, asOf).toList();

        var fold = fold(decisionQueries, history);

        assertThat(decisionQueries).allSatisfy(query -> {
            assertThat(fold.explain(query)).isEqualTo(timeline.explain(query, history.asOf(query.asOf())));
            assertThat(fold.consentState(query.product(), query.asOf()))
                    .isEqualTo(history.consentState(query.product(), query.asOf(), timeline));
        });
    }

    /** The ledger never stores such a history, but the result is defined. */
    @Property
    void appliesAnEventOutOfOrderToTheStatesOfLaterInstants(
            @ForAll AccountHistory history,
            @ForAll @Size(max = 4) List<Instant> created,
            @ForAll Instant asOf,
            @ForAll Random random) {
        var events = new ArrayList<>(history.events());
        Collections.shuffle(events, random);
        var shuffled = new AccountHistory(events);
        var decisionQueries = questions(created, asOf).toList();

        var fold = fold(decisionQueries, shuffled);

        assertThat(decisionQueries)
                .allSatisfy(query -> assertThat(fold.consentState(query.product(), query.asOf()))
                        .isEqualTo(shuffled.consentState(query.product(), query.asOf(), timeline)));
        assertThat(fold.notBeforeTheLast(asOf)).isEqualTo(shuffled.clampToLatestEvent(asOf));
    }

    @Property
    void explainsAnIntervalAsItsInstants(
            @ForAll AccountHistory anyHistory,
            @ForAll Instant from,
            @ForAll Instant asOf,
            @ForAll @IntRange(min = 1, max = 30) int hours) {
        var history = withDistinctInstants(anyHistory);
        var end = from.plus(Duration.ofHours(hours));
        for (var data : DATA) {
            var query = new DecisionQuery("le-chat", data, from, WHOLE, asOf);

            assertThat(timeline.explainInterval(query, end, history)).isEqualTo(instantByInstant(query, end, history));
        }
    }

    /** Moves each event by some microseconds, as the ledger never records two events of an account at one instant. */
    private static AccountHistory withDistinctInstants(AccountHistory history) {
        return new AccountHistory(
                history.events().stream().map(AccountFoldTest::delayed).toList());
    }

    private static AccountEvent delayed(AccountEvent event) {
        var old = event.metadata();
        var metadata = new EventMetadata(
                old.sequence(),
                old.at().plus(old.sequence(), ChronoUnit.MICROS),
                old.actor(),
                old.channel(),
                old.noticeShown());
        if (event instanceof PlanStarted started) {
            return new PlanStarted(
                    metadata, started.product(), started.plan(), started.startedAt(), started.revision());
        } else if (event instanceof PlanEnded ended) {
            return new PlanEnded(metadata, ended.product(), ended.endedAt(), ended.revision());
        } else if (event instanceof ChoiceMade made) {
            return new ChoiceMade(metadata, made.product(), made.choice());
        } else if (event instanceof ChoiceWithdrawn withdrawn) {
            return new ChoiceWithdrawn(metadata, withdrawn.product());
        }
        return new AccountErased(metadata);
    }

    private List<IntervalPart> instantByInstant(DecisionQuery query, Instant end, AccountHistory history) {
        var instants = new TreeSet<Instant>();
        Stream.concat(
                        history.events().stream().map(event -> event.metadata().at()),
                        timeline.versions().stream().map(Policy::inForceFrom))
                .filter(at -> at.isAfter(query.createdAt()) && at.isBefore(end) && !at.isAfter(query.asOf()))
                .forEach(instants::add);
        instants.add(query.createdAt());
        var parts = new ArrayList<IntervalPart>();
        for (Instant createdAt : instants) {
            var explanation = timeline.explain(query.createdAt(createdAt), history);
            if (parts.isEmpty() || !parts.get(parts.size() - 1).explanation().hasSameOutcome(explanation)) {
                parts.add(new IntervalPart(createdAt, explanation));
            }
        }
        return parts;
    }

    @Property
    void simulatesAPlanChangeWithoutChangingTheState(@ForAll AccountHistory history, @ForAll Instant after) {
        var now = history.clampToLatestEvent(after);
        var fold = new AccountFold(timeline).expect("le-chat", null);
        history.forEach(fold);
        var before = fold.consentState("le-chat", now);

        for (var plan : AnyHistory.PLANS.get("le-chat")) {
            var metadata = new EventMetadata(history.events().size() + 1, now, Actor.BILLING, Channel.API, null);
            var changed = history.with(new PlanStarted(metadata, "le-chat", plan));
            var outcome = new PlanChangeSimulation(fold, now).simulate("le-chat", plan);
            assertThat(outcome.usableSince())
                    .isEqualTo(changed.consentState("le-chat", now, timeline).usableSince());
            assertThat(outcome.later())
                    .isEqualTo(timeline.decide(
                            new DecisionQuery("le-chat", Policy.INPUT_OUTPUT, now, Set.of(), now), changed));
        }
        assertThat(fold.consentState("le-chat", now)).isEqualTo(before);
    }

    @Test
    void rejectsQueriesThatWereNotDeclared() {
        var history = TestHistory.on("free")
                .choose(Choice.OPTED_OUT)
                .choose(Choice.OPTED_IN)
                .told();
        var fold = new AccountFold(timeline).expect("le-chat", null);
        history.forEach(fold);

        assertThatThrownBy(() -> fold.consentState("le-chat", TestHistory.day(2)))
                .hasMessageContaining("not declared");
        assertThatThrownBy(() -> fold.consentState("la-plateforme", TestHistory.day(9)))
                .hasMessageContaining("not declared");
        assertThatThrownBy(() -> fold.expect("le-chat", TestHistory.day(2))).hasMessageContaining("after the first");
    }

    private AccountFold fold(List<DecisionQuery> decisionQueries, AccountHistory history) {
        var fold = new AccountFold(timeline);
        decisionQueries.forEach(query -> fold.expect(query.product(), query.data(), query.createdAt(), query.asOf()));
        history.forEach(fold);
        return fold;
    }

    private static Stream<DecisionQuery> questions(List<Instant> created, Instant asOf) {
        return created.stream()
                .flatMap(at -> Stream.of(asOf, at)
                        .flatMap(moment -> PRODUCTS.stream()
                                .flatMap(product -> DATA.stream()
                                        .map(data -> new DecisionQuery(product, data, at, WHOLE, moment)))));
    }
}
