package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.policy.AccountEvent.PlanStarted;
import java.time.Duration;
import java.time.Instant;
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

/** One pass over the events answers all questions as a fold of each question's own would. */
@Domain(AnyHistory.class)
@Domain(DomainContext.Global.class)
class AccountFoldTest {

    private static final Set<FeedbackPart> WHOLE = Set.of(FeedbackPart.values());
    private static final List<String> DATA = List.of(Policy.INPUT_OUTPUT, "feedback", "ocr");
    private static final List<String> PRODUCTS = List.of("le-chat", "la-plateforme", "le-fax");

    private final PolicyTimeline timeline = Versions.secondFrom(AnyHistory.BEGINNING.plus(Duration.ofHours(40)));

    @Property
    void answersManyQuestionsInOnePass(
            @ForAll AccountHistory history, @ForAll @Size(max = 4) List<Instant> created, @ForAll Instant asOf) {
        var questions = questions(created, asOf).toList();

        var fold = fold(questions, history);

        assertThat(questions).allSatisfy(question -> {
            assertThat(fold.explain(question)).isEqualTo(timeline.explain(question, history.asOf(question.asOf())));
            assertThat(fold.standing(question.product(), question.asOf()))
                    .isEqualTo(history.standing(question.product(), question.asOf(), timeline));
        });
    }

    /** No way into the store makes such a history; the answer is that of the definition all the same. */
    @Property
    void appliesAnEventOutOfOrderToTheStatesOfLaterInstants(
            @ForAll AccountHistory history,
            @ForAll @Size(max = 4) List<Instant> created,
            @ForAll Instant asOf,
            @ForAll Random random) {
        var events = new ArrayList<>(history.events());
        Collections.shuffle(events, random);
        var shuffled = new AccountHistory(events);
        var questions = questions(created, asOf).toList();

        var fold = fold(questions, shuffled);

        assertThat(questions)
                .allSatisfy(question -> assertThat(fold.standing(question.product(), question.asOf()))
                        .isEqualTo(shuffled.standing(question.product(), question.asOf(), timeline)));
        assertThat(fold.notBeforeTheLast(asOf)).isEqualTo(shuffled.notBeforeTheLast(asOf));
    }

    @Property
    void explainsAnIntervalAsInstantByInstant(
            @ForAll AccountHistory history,
            @ForAll Instant from,
            @ForAll Instant asOf,
            @ForAll @IntRange(min = 1, max = 30) int hours) {
        var end = from.plus(Duration.ofHours(hours));
        for (var data : DATA) {
            var question = new Question("le-chat", data, from, WHOLE, asOf);

            assertThat(timeline.explainInterval(question, end, history))
                    .isEqualTo(instantByInstant(question, end, history));
        }
    }

    private List<IntervalPart> instantByInstant(Question question, Instant end, AccountHistory history) {
        var instants = new TreeSet<Instant>();
        Stream.concat(
                        history.events().stream().map(event -> event.recording().at()),
                        timeline.versions().stream().map(Policy::inForceFrom))
                .filter(at -> at.isAfter(question.createdAt()) && at.isBefore(end) && !at.isAfter(question.asOf()))
                .forEach(instants::add);
        instants.add(question.createdAt());
        var parts = new ArrayList<IntervalPart>();
        for (Instant createdAt : instants) {
            var explanation = timeline.explain(question.createdAt(createdAt), history);
            if (parts.isEmpty() || !parts.get(parts.size() - 1).explanation().hasSameOutcome(explanation)) {
                parts.add(new IntervalPart(createdAt, explanation));
            }
        }
        return parts;
    }

    @Property
    void foreseesWithoutChangingTheAccount(@ForAll AccountHistory history, @ForAll Instant after) {
        var now = history.notBeforeTheLast(after);
        var fold = new AccountFold(timeline).expect("le-chat", null);
        history.forEach(fold);
        var before = fold.standing("le-chat", now);

        for (var plan : AnyHistory.PLANS.get("le-chat")) {
            var recording = new Recording(history.events().size() + 1, now, Actor.BILLING, Surface.API, null);
            var changed = history.with(new PlanStarted(recording, "le-chat", plan));
            var outlook = new Foresight(fold, now).outlook("le-chat", plan);
            assertThat(outlook.usableSince())
                    .isEqualTo(changed.standing("le-chat", now, timeline).usableSince());
            assertThat(outlook.later())
                    .isEqualTo(
                            timeline.decide(new Question("le-chat", Policy.INPUT_OUTPUT, now, Set.of(), now), changed));
        }
        assertThat(fold.standing("le-chat", now)).isEqualTo(before);
    }

    @Test
    void refusesToAnswerWhatWasNotDeclared() {
        var history = Histories.on("free")
                .choose(Choice.OPTED_OUT)
                .choose(Choice.OPTED_IN)
                .told();
        var fold = new AccountFold(timeline).expect("le-chat", null);
        history.forEach(fold);

        assertThatThrownBy(() -> fold.standing("le-chat", Histories.day(2))).hasMessageContaining("not declared");
        assertThatThrownBy(() -> fold.standing("la-plateforme", Histories.day(9)))
                .hasMessageContaining("not declared");
        assertThatThrownBy(() -> fold.expect("le-chat", Histories.day(2))).hasMessageContaining("after the first");
    }

    private AccountFold fold(List<Question> questions, AccountHistory history) {
        var fold = new AccountFold(timeline);
        questions.forEach(
                question -> fold.expect(question.product(), question.data(), question.createdAt(), question.asOf()));
        history.forEach(fold);
        return fold;
    }

    private static Stream<Question> questions(List<Instant> created, Instant asOf) {
        return created.stream()
                .flatMap(at -> Stream.of(asOf, at)
                        .flatMap(moment -> PRODUCTS.stream()
                                .flatMap(product ->
                                        DATA.stream().map(data -> new Question(product, data, at, WHOLE, moment)))));
    }
}
