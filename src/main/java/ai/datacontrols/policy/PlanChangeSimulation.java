package ai.datacontrols.policy;

import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.rules.Policy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * Simulates a change of plan: decides as if the change had just been recorded.
 *
 * @param account the fold of all events of the account, with every product declared
 * @param now the instant of the change, not before the last event
 */
public record PlanChangeSimulation(AccountFold account, Instant now) {

    /** Simulates a product's change to a plan, which may be the current one; null ends it. */
    public SimulatedOutcome simulate(String product, String plan) {
        var metadata = new EventMetadata(account.lastSequence() + 1, now, Actor.BILLING, Channel.API, null);
        var changed = account.with(
                plan == null ? new PlanEnded(metadata, product) : new PlanStarted(metadata, product, plan));
        var consentState = changed.consentState(product, now);
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
     * The outcome of a simulated change.
     *
     * @param plan the plan; null for the end of the current one
     * @param earlier the decision for data created before the change; if permitted, for data created since {@code
     *     usableSince}
     * @param usableSince the start of the permitted period; null if use isn't allowed
     */
    public record SimulatedOutcome(String plan, Decision earlier, Instant usableSince, Decision later) {}
}
