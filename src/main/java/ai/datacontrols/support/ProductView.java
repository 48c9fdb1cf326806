package ai.datacontrols.support;

import ai.datacontrols.ledger.feed.PropagationStatus;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.Explanation;
import ai.datacontrols.policy.PermittedPeriod;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.policy.rules.UsageRule;
import ai.datacontrols.web.locale.PolicyTexts;
import ai.datacontrols.web.locale.UserLocale;

/**
 * The state of one product at the instant shown, and its explanation.
 *
 * @param why explains whether data created at that instant would be used
 * @param propagation whether pipelines have applied the current choice; null without a choice or consumers, and for the
 *     past
 * @param pastUse from the first to the last instant at which data could be used earlier; null if it never could
 */
record ProductView(
        Product product,
        ConsentState consentState,
        Policy policy,
        PolicyTexts texts,
        Explanation why,
        PropagationStatus propagation,
        PermittedPeriod pastUse,
        boolean isChosenByThePerson) {

    public String plan() {
        return policy.plan(product.id(), consentState.plan()).map(Plan::name).orElse(null);
    }

    public boolean hasChoice() {
        return policy.hasChoice(product.id(), consentState.plan());
    }

    public String rule() {
        return policy.rule(product.id(), Policy.INPUT_OUTPUT, consentState.plan())
                .map(rule -> rule.id())
                .orElse(null);
    }

    public String ruleText() {
        return texts.ruleText(rule());
    }

    public boolean isKnown() {
        return plan() != null || consentState.choiceEntry() != null;
    }

    public boolean isPastUseWithinADay(UserLocale userLocale) {
        return userLocale.dayOf(pastUse.from()).equals(userLocale.dayOf(pastUse.until()));
    }

    public boolean hasFeedbackRule() {
        return policy.rulesOf(product.id()).stream()
                .anyMatch(rule -> rule.appliesToAllPlans() && rule.use() == UsageRule.WHEN_GIVEN);
    }
}
