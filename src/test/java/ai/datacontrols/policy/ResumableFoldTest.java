package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.policy.rules.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** A fold that resumes from a part of any history gives the same answers as one that received all events. */
@Domain(AnyHistory.class)
@Domain(DomainContext.Global.class)
class ResumableFoldTest {

    private final PolicyTimeline timeline = Versions.secondFrom(AnyHistory.BEGINNING.plus(Duration.ofHours(40)));

    @Property
    void decidesLikeAFoldOfAllEvents(
            @ForAll AccountHistory history,
            @ForAll @IntRange(max = 12) int part,
            @ForAll Instant createdAt,
            @ForAll Instant asOf) {
        for (var product : AnyHistory.PLANS.keySet()) {
            for (var data : List.of(Policy.INPUT_OUTPUT, "feedback")) {
                var query = new DecisionQuery(product, data, createdAt, EnumSet.allOf(FeedbackPart.class), asOf);
                var fold = new AccountFold(timeline).expect(product, data, createdAt, asOf);
                if (resumes(fold, history, part)) {
                    assertThat(fold.explain(query)).isEqualTo(timeline.explain(query, history));
                    assertThat(fold.notBeforeTheLast(asOf)).isEqualTo(history.clampToLatestEvent(asOf));
                }
            }
        }
    }

    @Property
    void explainsAnIntervalLikeAFoldOfAllEvents(
            @ForAll AccountHistory history, @ForAll @IntRange(max = 12) int part, @ForAll Instant from) {
        var end = from.plus(Duration.ofHours(9));
        var query = new DecisionQuery("le-chat", "feedback", from, EnumSet.allOf(FeedbackPart.class), end);
        var fold = new AccountFold(timeline).expect("le-chat", "feedback", from, end, end);
        if (resumes(fold, history, part)) {
            assertThat(fold.explainInterval(query, end)).isEqualTo(timeline.explainInterval(query, end, history));
        }
    }

    @Property
    void findsThePastUseThatAFoldOfAllEventsFinds(
            @ForAll AccountHistory history, @ForAll @IntRange(max = 12) int part, @ForAll Instant start) {
        for (var isWhole : List.of(true, false)) {
            var resumed = pastUse(isWhole, start);
            if (resumes(resumed, history, part)) {
                var whole = pastUse(isWhole, start);
                history.forEach(whole);
                var now = history.clampToLatestEvent(start);
                assertThat(resumed.until(now).latest())
                        .isEqualTo(whole.until(now).latest());
                assertThat(resumed.periods()).isEqualTo(whole.periods());
            } else {
                assertThat(isWhole).as("the latest periods are always known").isFalse();
            }
        }
    }

    @Property
    void thePresentNeedsNoEarlierEvent(@ForAll AccountHistory history, @ForAll @IntRange(max = 12) int part) {
        var fold = new AccountFold(timeline).expect("le-chat", null);

        assertThat(resumes(fold, history, part)).isTrue();
    }

    private PastUse pastUse(boolean isWhole, Instant start) {
        return isWhole
                ? new PastUse("le-chat", timeline)
                : new PastUse("le-chat", timeline, start, start.plus(Duration.ofHours(9)));
    }

    /** Passes all events to the fold, the first of them as a folded history; false if the fold can't resume from it. */
    private boolean resumes(ResumableFold fold, AccountHistory history, int part) {
        var events = history.events();
        var size = Math.min(part, events.size());
        var first = new FoldedHistory(timeline);
        events.subList(0, size / 2).forEach(first);
        var folded = first.copy();
        events.subList(size / 2, size).forEach(folded);
        if (!fold.canResume(folded)) {
            return false;
        }
        fold.resume(folded);
        events.subList(size, events.size()).forEach(fold);
        return true;
    }
}
