package ai.datacontrols.settings.plans;

import ai.datacontrols.policy.PlanChangeSimulation.SimulatedOutcome;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.settings.ProductCard;
import ai.datacontrols.web.ReturnLink;
import java.time.Instant;
import java.util.List;

/** The page "Plans": the effect of each plan of each product for this person. Without products after erasure. */
record PlansPage(List<ProductSimulation> products, ReturnLink back, Instant erasedAt) {

    record ProductSimulation(ProductCard card, List<SimulatedPlan> plans) {

        static ProductSimulation of(ProductCard card, List<SimulatedOutcome> outcomes) {
            return new ProductSimulation(
                    card,
                    outcomes.stream()
                            .map(outcome -> SimulatedPlan.of(card, outcome))
                            .toList());
        }
    }

    /** One simulated plan; {@code name} is null for the end of the current plan. */
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
