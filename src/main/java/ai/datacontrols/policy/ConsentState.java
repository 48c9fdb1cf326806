package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The consent state of one account and product at one instant.
 *
 * @param plan the plan; null if unknown or ended
 * @param planEntry the entry that reported the plan; null if there is no such entry
 * @param choice the current choice; null if none was ever made, or if it was withdrawn
 * @param choiceEntry the entry of the choice or of its withdrawal; null if none was ever made
 * @param usableSince the start of the current permitted period; null if use isn't allowed
 * @param usableSinceEntry the entry that started the period; null without one, or if a policy version started it
 */
public record ConsentState(
        String product,
        String plan,
        EntryRef planEntry,
        Choice choice,
        EntryRef choiceEntry,
        Instant usableSince,
        EntryRef usableSinceEntry,
        Instant at) {

    public static ConsentState none(String product) {
        return new ConsentState(product, null, null, null, null, null, null, Instant.MIN);
    }

    public ConsentState apply(AccountEvent event, PolicyTimeline timeline) {
        var when = event.metadata().at();
        var changed = event.appliedTo(asOf(when, timeline));
        return changed.under(timeline.at(when), when, event.metadata().entry());
    }

    /** Returns the state at a later instant: only policy versions that came into force in between can have changed it. */
    public ConsentState asOf(Instant later, PolicyTimeline timeline) {
        var consentState = this;
        for (Policy version : timeline.comingIntoForce(at, later)) {
            consentState = consentState.under(version, version.inForceFrom(), null);
        }
        return consentState.withAsOf(later);
    }

    /**
     * Returns the outcome of an action taken now. An opt-out is never stale. An opt-in, on a plan with a choice, and a
     * withdrawal, on others, require a page that shows the current state: they permit use, now or on a later plan.
     */
    public ChoiceOutcome evaluate(ChoiceAction action, ExpectedState expected, Policy policy) {
        if (action == ChoiceAction.OPT_OUT) {
            return isOptedOut() ? ChoiceOutcome.UNCHANGED : ChoiceOutcome.RECORDED;
        }
        // checked before UNCHANGED: "saved" would claim a use that the plan excludes
        if (policy.hasChoice(product, plan) != (action == ChoiceAction.OPT_IN)) {
            return ChoiceOutcome.REFUSED_BY_PLAN;
        }
        if (action == ChoiceAction.OPT_IN ? choice == Choice.OPTED_IN : !isOptedOut()) {
            return ChoiceOutcome.UNCHANGED;
        }
        return ExpectedState.of(this, policy).equals(expected) ? ChoiceOutcome.RECORDED : ChoiceOutcome.STALE;
    }

    /** Returns the later of the entries of plan and choice; null without either. */
    public EntryRef lastEntry() {
        return Stream.of(planEntry, choiceEntry)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(EntryRef::sequence))
                .orElse(null);
    }

    public boolean isWithdrawn() {
        return choice == null && choiceEntry != null;
    }

    public boolean isOptedOut() {
        return choice == Choice.OPTED_OUT;
    }

    public boolean isUsable() {
        return usableSince != null;
    }

    ConsentState withPlan(String plan, EntryRef entry) {
        return new ConsentState(product, plan, entry, choice, choiceEntry, usableSince, usableSinceEntry, at);
    }

    ConsentState withChoice(Choice choice, EntryRef entry) {
        return new ConsentState(product, plan, planEntry, choice, entry, usableSince, usableSinceEntry, at);
    }

    private ConsentState under(Policy policy, Instant when, EntryRef entry) {
        var allowed = policy.allows(product, plan, choice);
        if (allowed == isUsable()) {
            return this;
        }
        return new ConsentState(
                product, plan, planEntry, choice, choiceEntry, allowed ? when : null, allowed ? entry : null, at);
    }

    private ConsentState withAsOf(Instant later) {
        return new ConsentState(product, plan, planEntry, choice, choiceEntry, usableSince, usableSinceEntry, later);
    }
}
