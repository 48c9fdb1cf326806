package ai.datacontrols.support;

import ai.datacontrols.policy.Explanation;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.Product;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.web.Wording;

/** One product as a person had it at the moment that staff look at, and why. */
record ProductView(Product product, Standing standing, Policy policy, Wording wording, Explanation why) {

    /** The plan's name then; null when none was known. */
    public String plan() {
        return policy.plan(product.id(), standing.plan()).map(Plan::name).orElse(null);
    }

    public boolean hasChoice() {
        return policy.hasChoice(product.id(), standing.plan());
    }

    /** The id of the rule that held; null where none did. */
    public String rule() {
        return policy.rule(product.id(), Policy.INPUT_OUTPUT, standing.plan())
                .map(rule -> rule.id())
                .orElse(null);
    }

    public String ruleText() {
        return wording.ruleText(rule());
    }
}
