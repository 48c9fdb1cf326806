package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.AccountEvent.AccountErased;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.ChoiceWithdrawn;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** Events of one product that are imported later with past instants don't affect the other product. */
@Domain(AnyHistory.class)
@Domain(DomainContext.Global.class)
class ProductsApartTest {

    private static final Instant FORCE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant AFTER = FORCE.plus(Duration.ofDays(30));
    private static final Instant NOW = FORCE.plus(Duration.ofDays(90));

    private final PolicyTimeline timeline =
            new PolicyTimeline(List.of(Versions.version("/policy/1.json"), Versions.version("/second-version.json")));

    @Test
    void anEarlierEventOfAnotherProductStartsNoPermittedPeriod() {
        var chat = new PlanStarted(metadata(1, AFTER), "le-chat", "family");
        var platform = new PlanStarted(metadata(2, FORCE.minus(Duration.ofDays(300))), "la-plateforme", "experiment");
        var history = new AccountHistory(List.of(chat, platform));

        assertThat(history.consentState("le-chat", NOW, timeline).usableSince()).isEqualTo(AFTER);
        assertThat(history.consentState("la-plateforme", NOW, timeline).usableSince())
                .isEqualTo(FORCE.minus(Duration.ofDays(300)));
    }

    @Property
    void theRecordingOrderOfTwoProductsDoesNotMatter(@ForAll AccountHistory history, @ForAll Instant around) {
        var moved = new PolicyTimeline(List.of(
                timeline.versions().get(0), inForceFrom(timeline.versions().get(1), around)));
        var chatFirst = new ArrayList<>(of("le-chat", history));
        chatFirst.addAll(of("la-plateforme", history));
        var platformFirst = new ArrayList<>(of("la-plateforme", history));
        platformFirst.addAll(of("le-chat", history));

        for (String product : AnyHistory.PLANS.keySet()) {
            assertThat(new AccountHistory(chatFirst).consentState(product, NOW, moved))
                    .isEqualTo(new AccountHistory(platformFirst).consentState(product, NOW, moved))
                    .isEqualTo(history.consentState(product, NOW, moved));
        }
    }

    @Test
    void stateAtLastEventIsThatOfTheLastEventOfItsProduct() {
        var chat = new PlanStarted(metadata(1, FORCE), "le-chat", "free");
        var platform = new PlanStarted(metadata(2, AFTER), "la-plateforme", "experiment");

        assertThat(new AccountHistory(List.of(chat, platform))
                        .stateAtLastEvent("le-chat", timeline)
                        .at())
                .isEqualTo(FORCE);
    }

    @Test
    void plansAndChoicesConcernOneProductAndErasuresAll() {
        for (AccountEvent event : List.of(
                new PlanStarted(metadata(1, FORCE), "le-chat", "free"),
                new PlanEnded(metadata(1, FORCE), "le-chat"),
                new ChoiceMade(metadata(1, FORCE), "le-chat", Choice.OPTED_OUT),
                new ChoiceWithdrawn(metadata(1, FORCE), "le-chat"))) {
            assertThat(event.concerns("le-chat")).isTrue();
            assertThat(event.concerns("la-plateforme")).isFalse();
            assertThat(event.appliedTo(ConsentState.none("la-plateforme")))
                    .isEqualTo(ConsentState.none("la-plateforme"));
        }
        assertThat(new AccountErased(metadata(1, FORCE)).concerns("la-plateforme"))
                .isTrue();
    }

    private static List<AccountEvent> of(String product, AccountHistory history) {
        return history.events().stream()
                .filter(event -> event.concerns(product))
                .toList();
    }

    private static Policy inForceFrom(Policy version, Instant instant) {
        return new Policy(version.version(), instant, version.textVersion(), version.products(), version.rules());
    }

    private static EventMetadata metadata(long sequence, Instant at) {
        return new EventMetadata(sequence, at, Actor.OPERATOR, Channel.FIRST_LOAD, null);
    }
}
