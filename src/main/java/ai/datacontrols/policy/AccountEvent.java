package ai.datacontrols.policy;

import java.time.Instant;

/** What can happen to an account. Each event says how it changes where the account stands with a product. */
public sealed interface AccountEvent {

    Recording recording();

    /** Whether it says anything of where the account stands with this product. */
    boolean concerns(String product);

    /** The standing after this event, before the rules are asked what it means for use; the same when not concerned. */
    Standing appliedTo(Standing standing);

    /**
     * A subscription starts; it replaces the account's plan on that product.
     *
     * @param startedAt when it started according to the report; null when the report doesn't say
     * @param revision the reporter's own growing number; null when the report has none
     */
    record PlanStarted(Recording recording, String product, String plan, Instant startedAt, Long revision)
            implements AccountEvent {

        public PlanStarted(Recording recording, String product, String plan) {
            this(recording, product, plan, null, null);
        }

        @Override
        public boolean concerns(String product) {
            return this.product.equals(product);
        }

        @Override
        public Standing appliedTo(Standing standing) {
            return concerns(standing.product()) ? standing.withPlan(plan, recording.entry()) : standing;
        }
    }

    /**
     * The subscription ended, and no other took its place.
     *
     * @param endedAt when it ended according to the report; null when the report doesn't say
     * @param revision the reporter's own growing number; null when the report has none
     */
    record PlanEnded(Recording recording, String product, Instant endedAt, Long revision) implements AccountEvent {

        public PlanEnded(Recording recording, String product) {
            this(recording, product, null, null);
        }

        @Override
        public boolean concerns(String product) {
            return this.product.equals(product);
        }

        @Override
        public Standing appliedTo(Standing standing) {
            return concerns(standing.product()) ? standing.withPlan(null, recording.entry()) : standing;
        }
    }

    /** The person opted out, or back in. */
    record ChoiceMade(Recording recording, String product, Choice choice) implements AccountEvent {
        @Override
        public boolean concerns(String product) {
            return this.product.equals(product);
        }

        @Override
        public Standing appliedTo(Standing standing) {
            return concerns(standing.product()) ? standing.withChoice(choice, recording.entry()) : standing;
        }
    }

    /** The account was erased: nothing of it is used any more, on any product. */
    record AccountErased(Recording recording) implements AccountEvent {
        @Override
        public boolean concerns(String product) {
            return true;
        }

        @Override
        public Standing appliedTo(Standing standing) {
            return standing.withPlan(null, recording.entry());
        }
    }
}
