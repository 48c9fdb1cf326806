package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.ChoiceWithdrawn;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.policy.rules.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Properties of any history. The oracle evaluates each instant separately and has no concept of permitted periods. */
@Domain(AnyHistory.class)
@Domain(DomainContext.Global.class)
class PolicyPropertiesTest {

    private static final Set<String> TRAINABLE = Set.of("free", "pro", "student", "experiment");
    private static final Set<FeedbackPart> WHOLE = Set.of(FeedbackPart.RATING, FeedbackPart.COMMENT);

    private final PolicyTimeline timeline = Versions.published();

    @Property
    void isPermittedOnlyIfUsableAtEveryInstantSinceCreation(
            @ForAll AccountHistory history, @ForAll Instant created, @ForAll Instant asOf) {
        for (String product : AnyHistory.PLANS.keySet()) {
            var always = !created.isAfter(asOf) && usableAtEveryMoment(history, product, created, asOf);

            assertThat(inputOutput(history, product, created, asOf).permitted()).isEqualTo(always);
        }
    }

    @Property
    void isDeniedFromAnOptOutUntilAnOptInOrAWithdrawal(
            @ForAll AccountHistory history, @ForAll Instant created, @ForAll Instant asOf) {
        var last = lastChoice(history.asOf(asOf), "le-chat");
        if (last == Choice.OPTED_OUT) {
            assertThat(inputOutput(history, "le-chat", created, asOf).permitted())
                    .isFalse();
        }
    }

    @Property
    void anOptInPermitsNoEarlierData(@ForAll AccountHistory history, @ForAll Instant created, @ForAll Instant asOf) {
        history.asOf(asOf).events().stream()
                .filter(event -> event instanceof ChoiceMade made && made.choice() == Choice.OPTED_IN)
                .map(ChoiceMade.class::cast)
                .filter(made -> created.isBefore(made.metadata().at()))
                .filter(made -> !inputOutput(history.asOf(before(made)), made.product(), created, before(made))
                        .permitted())
                .forEach(made -> assertThat(inputOutput(history, made.product(), created, asOf)
                                .permitted())
                        .isFalse());
    }

    /** Generated histories contain withdrawals at any moment; these are the ones that the ledger would record. */
    @Property
    void anAllowedWithdrawalChangesNoUseAtItsInstant(@ForAll AccountHistory history, @ForAll Instant asOf) {
        var before = history.asOf(asOf).consentState("le-chat", asOf, timeline);
        var policy = timeline.at(asOf);
        var outcome = before.evaluate(ChoiceAction.WITHDRAW, ExpectedState.of(before, policy), policy);
        var switchless = before.plan() == null || !TRAINABLE.contains(before.plan());

        assertThat(outcome == ChoiceOutcome.RECORDED).isEqualTo(switchless && before.isOptedOut());
        if (outcome == ChoiceOutcome.RECORDED) {
            var metadata = new EventMetadata(
                    history.events().size() + 1, asOf, Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, null);
            var after = before.apply(ChoiceAction.WITHDRAW.toEvent(metadata, "le-chat"), timeline);
            assertThat(before.isUsable()).isFalse();
            assertThat(after.isUsable()).isFalse();
            assertThat(after.choice()).isNull();
        }
    }

    @Property
    void productsDoNotInfluenceEachOther(@ForAll AccountHistory history, @ForAll Instant asOf) {
        var chatAlone = new AccountHistory(history.events().stream()
                .filter(event -> concerns(event, "le-chat"))
                .toList());

        assertThat(chatAlone.consentState("le-chat", asOf, timeline))
                .isEqualTo(history.consentState("le-chat", asOf, timeline));
    }

    @Property
    void incrementalFoldingEqualsFoldingAtOnce(@ForAll AccountHistory history, @ForAll Instant asOf) {
        var consentState = ConsentState.none("le-chat");
        for (AccountEvent event : history.asOf(asOf).events()) {
            // evaluating the state in between changes nothing
            consentState =
                    consentState.apply(event, timeline).asOf(event.metadata().at(), timeline);
        }

        assertThat(consentState.asOf(asOf, timeline)).isEqualTo(history.consentState("le-chat", asOf, timeline));
    }

    @Property
    void isDeniedIfNoRuleApplies(
            @ForAll AccountHistory history,
            @ForAll @StringLength(max = 20) String product,
            @ForAll @StringLength(max = 20) String data,
            @ForAll Instant created,
            @ForAll Instant asOf) {
        for (var pair : List.of(List.of(product, "input-output"), List.of("le-chat", data), List.of(product, data))) {
            var decision = timeline.decide(new DecisionQuery(pair.get(0), pair.get(1), created, WHOLE, asOf), history);

            assertThat(decision.permitted()).isFalse();
            assertThat(decision.reason()).isEqualTo(reasonWithoutARule(history.asOf(asOf)));
        }
    }

    private static Reason reasonWithoutARule(AccountHistory history) {
        if (history.isEmpty()) {
            return Reason.UNKNOWN_ACCOUNT;
        }
        return history.isErased() ? Reason.ACCOUNT_ERASED : Reason.NO_RULE;
    }

    @Property
    void feedbackIsIndependentOfTheChoice(
            @ForAll AccountHistory history, @ForAll Instant created, @ForAll Instant asOf) {
        var withoutChoices = new AccountHistory(history.events().stream()
                .filter(event -> !(event instanceof ChoiceMade || event instanceof ChoiceWithdrawn))
                .toList());
        var query = new DecisionQuery("le-chat", "feedback", created, WHOLE, asOf);

        var decision = timeline.decide(query, history);
        var other = timeline.decide(query, withoutChoices);

        assertThat(other.permitted()).isEqualTo(decision.permitted());
        assertThat(other.rule()).isEqualTo(withoutChoices.asOf(asOf).isEmpty() ? null : decision.rule());
    }

    @Property
    void decisionsAsOfThePastNeverChange(
            @ForAll AccountHistory history, @ForAll Instant created, @ForAll Instant asOf) {
        assertThat(inputOutput(history, "le-chat", created, asOf))
                .isEqualTo(inputOutput(history.asOf(asOf), "le-chat", created, asOf));
    }

    private Decision inputOutput(AccountHistory history, String product, Instant created, Instant asOf) {
        return timeline.decide(new DecisionQuery(product, Policy.INPUT_OUTPUT, created, Set.of(), asOf), history);
    }

    /** Evaluates creation, each later event up to {@code asOf} separately, and {@code asOf}. */
    private static boolean usableAtEveryMoment(AccountHistory history, String product, Instant from, Instant to) {
        var events = history.events();
        // data created at the instant of an event counts as created after it
        if (!usable(events, product, event -> !event.metadata().at().isAfter(from))) {
            return false;
        }
        for (AccountEvent last : events) {
            var at = last.metadata().at();
            if (at.isAfter(from) && !at.isAfter(to)) {
                var upTo = last.metadata().sequence();
                if (!usable(events, product, event -> event.metadata().sequence() <= upTo)) {
                    return false;
                }
            }
        }
        return usable(events, product, event -> !event.metadata().at().isAfter(to));
    }

    private static boolean usable(List<AccountEvent> events, String product, Predicate<AccountEvent> happened) {
        String plan = null;
        var optedOut = false;
        for (AccountEvent event : events) {
            if (happened.test(event) && concerns(event, product)) {
                if (event instanceof PlanStarted started) {
                    plan = started.plan();
                } else if (event instanceof PlanEnded) {
                    plan = null;
                } else if (event instanceof ChoiceMade made) {
                    optedOut = made.choice() == Choice.OPTED_OUT;
                } else if (event instanceof ChoiceWithdrawn) {
                    optedOut = false;
                }
            }
        }
        return plan != null && TRAINABLE.contains(plan) && !optedOut;
    }

    private static Choice lastChoice(AccountHistory history, String product) {
        return history.events().stream()
                .filter(event -> concerns(event, product))
                .filter(event -> event instanceof ChoiceMade || event instanceof ChoiceWithdrawn)
                .reduce((first, second) -> second)
                .map(event -> event instanceof ChoiceMade made ? made.choice() : null)
                .orElse(null);
    }

    private static Instant before(ChoiceMade made) {
        return made.metadata().at().minusNanos(1);
    }

    private static boolean concerns(AccountEvent event, String product) {
        return event instanceof PlanStarted started && started.product().equals(product)
                || event instanceof PlanEnded ended && ended.product().equals(product)
                || event instanceof ChoiceMade made && made.product().equals(product)
                || event instanceof ChoiceWithdrawn withdrawn
                        && withdrawn.product().equals(product);
    }
}
