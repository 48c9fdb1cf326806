package ai.datacontrols.support;

import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.Explanation;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.web.locale.PolicyTexts;

/** The state of one product at the instant shown, and its explanation. */
record ProductView(Product product, ConsentState consentState, Policy policy, PolicyTexts texts, Explanation why) {

    /** Returns the name of the plan at that instant; null if unknown. */
    public String plan() {
        return policy.plan(product.id(), consentState.plan()).map(Plan::name).orElse(null);
    }

    public boolean hasChoice() {
        return policy.hasChoice(product.id(), consentState.plan());
    }

    /** Returns the id of the rule that applied; null if none did. */
    public String rule() {
        return policy.rule(product.id(), Policy.INPUT_OUTPUT, consentState.plan())
                .map(rule -> rule.id())
                .orElse(null);
    }

    public String ruleText() {
        return texts.ruleText(rule());
    }
}
