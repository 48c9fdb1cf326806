package ai.datacontrols.settings;

import ai.datacontrols.policy.Foresight.Outlook;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.web.ReturnLink;
import java.time.Instant;
import java.util.List;

/**
 * "What if my plan changes?": what each plan of each product would mean for this person.
 *
 * @param back the way back to where the reader came from; null when there is none
 * @param erasedAt when the account was erased; null when it wasn't. There are no products then
 */
record PlansPage(List<ProductOutlook> products, ReturnLink back, Instant erasedAt) {

    /** What the plans of one product would mean, and the card with the choice that goes with them. */
    record ProductOutlook(Card card, List<PlanOutlook> plans) {

        static ProductOutlook of(Card card, List<Outlook> outlooks) {
            return new ProductOutlook(
                    card,
                    outlooks.stream()
                            .map(outlook -> PlanOutlook.of(card, outlook))
                            .toList());
        }
    }

    /**
     * What one plan would mean.
     *
     * @param name null for no plan any more
     * @param isPresent whether it is the one they have
     */
    record PlanOutlook(String name, boolean isPresent, Outlook outlook) {

        private static PlanOutlook of(Card card, Outlook outlook) {
            return new PlanOutlook(
                    card.product().plan(outlook.plan()).map(Plan::name).orElse(null),
                    outlook.plan() != null
                            && outlook.plan().equals(card.standing().plan()),
                    outlook);
        }
    }
}
