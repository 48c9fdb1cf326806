package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** Past permitted periods are those in which decisions were positive. */
@Domain(AnyHistory.class)
@Domain(DomainContext.Global.class)
class PastUseTest {

    private final PolicyTimeline timeline = Versions.secondFrom(AnyHistory.BEGINNING.plus(Duration.ofHours(40)));

    @Property
    void dataOfAPeriodWasUsableUntilItsEndOnly(@ForAll AccountHistory history, @ForAll Instant now) {
        var pastUse = new PastUse("le-chat", timeline, Instant.MIN, Instant.MAX);
        history.asOf(now).events().forEach(pastUse);

        for (var period : pastUse.until(now).periods()) {
            assertThat(isUsable(period.from(), period.until().minusMillis(1), history))
                    .isTrue();
            assertThat(isUsable(period.from(), period.until(), history)).isFalse();
            assertThat(isUsable(period.from(), now, history)).isFalse();
            assertThat(isUsable(period.from().minusMillis(1), period.until().minusMillis(1), history))
                    .isFalse();
        }
    }

    private boolean isUsable(Instant createdAt, Instant asOf, AccountHistory history) {
        var query = new DecisionQuery("le-chat", Policy.INPUT_OUTPUT, createdAt, Set.of(), asOf);
        return timeline.decide(query, history).permitted();
    }

    @Test
    void theSpanExtendsFromTheFirstPeriodToTheEndOfTheLast() {
        var history = TestHistory.on("free")
                .choose(Choice.OPTED_OUT)
                .choose(Choice.OPTED_IN)
                .plan("team");

        assertThat(fold(history, TestHistory.day(2), TestHistory.day(3)).span())
                .contains(new PermittedPeriod(TestHistory.day(1), TestHistory.day(4)));
        assertThat(fold(history, TestHistory.day(2), TestHistory.day(4)).periods())
                .isEqualTo(List.of(new PermittedPeriod(TestHistory.day(3), TestHistory.day(4))));
        assertThat(fold(TestHistory.on("team"), Instant.MIN, Instant.MAX).span())
                .isEmpty();
        assertThat(fold(TestHistory.on("free"), Instant.MIN, Instant.MAX).span())
                .isEmpty();
    }

    @Test
    void manyPeriodsAreJoinedAtTheirStart() {
        var history = TestHistory.on("free");
        for (var time = 0; time < 20; time++) {
            history = history.choose(Choice.OPTED_OUT).choose(Choice.OPTED_IN);
        }

        var latest = fold(history, Instant.MAX, Instant.MIN).latest();

        assertThat(latest)
                .hasSize(PastUse.MOST_PERIODS)
                .startsWith(new PermittedPeriod(TestHistory.day(1), TestHistory.day(18)))
                .endsWith(new PermittedPeriod(TestHistory.day(39), TestHistory.day(40)));
    }

    private static PastUse fold(TestHistory history, Instant start, Instant end) {
        var pastUse = new PastUse("le-chat", Versions.published(), start, end);
        history.told().events().forEach(pastUse);
        return pastUse;
    }
}
