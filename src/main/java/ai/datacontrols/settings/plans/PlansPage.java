package ai.datacontrols.settings.plans;

import ai.datacontrols.policy.PlanChangeSimulation.SimulatedOutcome;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.settings.ProductCard;
import ai.datacontrols.web.ReturnLink;
import java.time.Instant;
import java.util.List;

/**
 * The page "Plans": the effect of each plan of each product for this person.
 *
 * @param back the link back to where the person came from, or null
 * @param erasedAt the instant of erasure; null if not erased. After erasure, there are no products
 */
record PlansPage(List<ProductSimulation> products, ReturnLink back, Instant erasedAt) {

    /** The simulated plans of one product, and its card with the choice that they are based on. */
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
     * One simulated plan.
     *
     * @param name null for the end of the current plan
     * @param isPresent whether it is the current plan
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
