package ai.datacontrols.policy;

import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * What a change of plan would do. Nothing is told here: it is decided, as if the change had just been recorded.
 *
 * @param account folded from all its events, with every product declared
 * @param now the moment of the change, not before the last event
 */
public record Foresight(AccountFold account, Instant now) {

    /**
     * What would become of input and output if a plan was another one, or the same.
     *
     * @param plan null for none any more
     */
    public Outlook outlook(String product, String plan) {
        var recording = new Recording(account.lastSequence() + 1, now, Actor.BILLING, Surface.API, null);
        var changed = account.with(
                plan == null ? new PlanEnded(recording, product) : new PlanStarted(recording, product, plan));
        var standing = changed.standing(product, now);
        return new Outlook(
                plan,
                decision(product, now.minus(1, ChronoUnit.MICROS), changed),
                standing.usableSince(),
                decision(product, now, changed));
    }

    private Decision decision(String product, Instant createdAt, AccountFold account) {
        return account.decide(new Question(product, Policy.INPUT_OUTPUT, createdAt, Set.of(), now));
    }

    /**
     * What a plan would mean.
     *
     * @param plan null for none any more
     * @param earlier of what was created until then; where it is permitted, since {@code usableSince}
     * @param usableSince null where nothing would be usable
     * @param later of what is created from then on
     */
    public record Outlook(String plan, Decision earlier, Instant usableSince, Decision later) {}
}
