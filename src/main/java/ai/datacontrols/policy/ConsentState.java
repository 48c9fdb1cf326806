package ai.datacontrols.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The consent state of one account and product at one instant.
 *
 * @param product the product
 * @param plan the plan; null if none is known or it ended
 * @param planEntry the entry that reported it; null if there is none
 * @param choice the current choice; null if none was ever made
 * @param choiceEntry the entry of the choice; null if there is none
 * @param usableSince the start of the unbroken period in which rules, plan and choice allow use; null if they don't
 * @param usableSinceEntry the entry that began the period; null if there is none, or if a policy version began it
 * @param at the instant of the state
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

    /** An account that has never had anything to do with the product. */
    public static ConsentState none(String product) {
        return new ConsentState(product, null, null, null, null, null, null, Instant.MIN);
    }

    /** Applies an event under the policy version in force at its instant. */
    public ConsentState apply(AccountEvent event, PolicyTimeline timeline) {
        var when = event.metadata().at();
        var changed = event.appliedTo(asOf(when, timeline));
        return changed.under(timeline.at(when), when, event.metadata().entry());
    }

    /** The same at a later instant: only versions that came into force meanwhile can have changed it. */
    public ConsentState asOf(Instant later, PolicyTimeline timeline) {
        var consentState = this;
        for (Policy version : timeline.comingIntoForce(at, later)) {
            consentState = consentState.under(version, version.inForceFrom(), null);
        }
        return consentState.withAsOf(later);
    }

    /**
     * What becomes of a choice made now. An opt-out is never stale; an opt-in must have been made on a page that shows
     * what is true, because it gives something away.
     */
    public ChoiceOutcome evaluate(Choice chosen, ExpectedState expected, Policy policy) {
        if (chosen == Choice.OPTED_OUT) {
            return chosen == choice ? ChoiceOutcome.UNCHANGED : ChoiceOutcome.RECORDED;
        }
        // even where an earlier opt-in is on record: "saved" would claim a use that the plan excludes
        if (!policy.hasChoice(product, plan)) {
            return ChoiceOutcome.REFUSED_BY_PLAN;
        }
        if (chosen == choice) {
            return ChoiceOutcome.UNCHANGED;
        }
        return ExpectedState.of(this, policy).equals(expected) ? ChoiceOutcome.RECORDED : ChoiceOutcome.STALE;
    }

    /** The later one of the entries of plan and choice; null if there is neither. */
    public EntryRef lastEntry() {
        return Stream.of(planEntry, choiceEntry)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(EntryRef::sequence))
                .orElse(null);
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
