package ai.datacontrols.settings;

import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.PlanChangeSimulation.SimulatedOutcome;
import ai.datacontrols.web.ReturnLink;
import java.time.Instant;
import java.util.List;

/**
 * "What if my plan changes?": what each plan of each product would mean for this person.
 *
 * @param back the way back to where the reader came from; null when there is none
 * @param erasedAt when the account was erased; null when it wasn't. There are no products then
 */
record PlansPage(List<ProductSimulation> products, ReturnLink back, Instant erasedAt) {

    /** What the plans of one product would mean, and the card with the choice that goes with them. */
    record ProductSimulation(ProductCard card, List<SimulatedPlan> plans) {

        static ProductSimulation of(ProductCard card, List<SimulatedOutcome> outcomes) {
            return new ProductSimulation(
                    card,
                    outcomes.stream()
                            .map(outcome -> SimulatedPlan.of(card, outcome))
                            .toList());
        }
    }

    /**
     * What one plan would mean.
     *
     * @param name null for no plan any more
     * @param isPresent whether it is the one they have
     */
    record SimulatedPlan(String name, boolean isPresent, SimulatedOutcome outcome) {

        private static SimulatedPlan of(ProductCard card, SimulatedOutcome outcome) {
            return new SimulatedPlan(
                    card.product().plan(outcome.plan()).map(Plan::name).orElse(null),
                    outcome.plan() != null
                            && outcome.plan().equals(card.consentState().plan()),
                    outcome);
        }
    }
}
