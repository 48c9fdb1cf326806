package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.Choice;
import java.time.Instant;

/** An event of an account. Each event defines how it changes the consent state of a product. */
public sealed interface AccountEvent {

    EventMetadata metadata();

    boolean concerns(String product);

    /** The rules are not evaluated yet; the state is unchanged if it is not affected. */
    ConsentState appliedTo(ConsentState consentState);

    /**
     * A subscription starts; it replaces the account's plan on that product.
     *
     * @param startedAt when it started according to the report; null if not stated
     * @param revision the reporter's increasing number; null if not stated
     */
    record PlanStarted(EventMetadata metadata, String product, String plan, Instant startedAt, Long revision)
            implements AccountEvent {

        public PlanStarted(EventMetadata metadata, String product, String plan) {
            this(metadata, product, plan, null, null);
        }

        @Override
        public boolean concerns(String product) {
            return this.product.equals(product);
        }

        @Override
        public ConsentState appliedTo(ConsentState consentState) {
            return concerns(consentState.product()) ? consentState.withPlan(plan, metadata.entry()) : consentState;
        }
    }

    /** A subscription ended without a successor. The parameters are as of {@link PlanStarted}. */
    record PlanEnded(EventMetadata metadata, String product, Instant endedAt, Long revision) implements AccountEvent {

        public PlanEnded(EventMetadata metadata, String product) {
            this(metadata, product, null, null);
        }

        @Override
        public boolean concerns(String product) {
            return this.product.equals(product);
        }

        @Override
        public ConsentState appliedTo(ConsentState consentState) {
            return concerns(consentState.product()) ? consentState.withPlan(null, metadata.entry()) : consentState;
        }
    }

    record ChoiceMade(EventMetadata metadata, String product, Choice choice) implements AccountEvent {
        @Override
        public boolean concerns(String product) {
            return this.product.equals(product);
        }

        @Override
        public ConsentState appliedTo(ConsentState consentState) {
            return concerns(consentState.product()) ? consentState.withChoice(choice, metadata.entry()) : consentState;
        }
    }

    /** The person withdrew an opt-out where there is no switch: the account has no choice again. */
    record ChoiceWithdrawn(EventMetadata metadata, String product) implements AccountEvent {
        @Override
        public boolean concerns(String product) {
            return this.product.equals(product);
        }

        @Override
        public ConsentState appliedTo(ConsentState consentState) {
            return concerns(consentState.product()) ? consentState.withChoice(null, metadata.entry()) : consentState;
        }
    }

    /** The account was erased: none of its data is used any more, on any product. */
    record AccountErased(EventMetadata metadata) implements AccountEvent {
        @Override
        public boolean concerns(String product) {
            return true;
        }

        @Override
        public ConsentState appliedTo(ConsentState consentState) {
            return consentState.withPlan(null, metadata.entry());
        }
    }
}
