package ai.datacontrols.policy;

import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * Simulates a change of plan: decides as if the change had just been recorded.
 *
 * @param account folded from all its events, with every product declared
 * @param now the moment of the change, not before the last event
 */
public record PlanChangeSimulation(AccountFold account, Instant now) {

    /**
     * What would become of input and output if a plan was another one, or the same.
     *
     * @param plan null for none any more
     */
    public SimulatedOutcome simulate(String product, String plan) {
        var metadata = new EventMetadata(account.lastSequence() + 1, now, Actor.BILLING, Channel.API, null);
        var changed = account.with(
                plan == null ? new PlanEnded(metadata, product) : new PlanStarted(metadata, product, plan));
        var consentState = changed.standing(product, now);
        return new SimulatedOutcome(
                plan,
                decision(product, now.minus(1, ChronoUnit.MICROS), changed),
                consentState.usableSince(),
                decision(product, now, changed));
    }

    private Decision decision(String product, Instant createdAt, AccountFold account) {
        return account.decide(new DecisionQuery(product, Policy.INPUT_OUTPUT, createdAt, Set.of(), now));
    }

    /**
     * What a plan would mean.
     *
     * @param plan null for none any more
     * @param earlier of what was created until then; where it is permitted, since {@code usableSince}
     * @param usableSince null where nothing would be usable
     * @param later of what is created from then on
     */
    public record SimulatedOutcome(String plan, Decision earlier, Instant usableSince, Decision later) {}
}
