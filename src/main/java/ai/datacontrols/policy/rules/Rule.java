package ai.datacontrols.policy.rules;

import java.util.Set;

/**
 * One rule of a policy version.
 *
 * @param id stable id, such as {@code chat-personal}
 * @param plans the plans that it applies to; empty for every plan, known or unknown
 * @param requires the parts that feedback must have to be used; only for {@link UsageRule#WHEN_GIVEN}
 */
public record Rule(
        String id, String product, Set<String> plans, String data, UsageRule use, Set<FeedbackPart> requires) {

    public Rule {
        plans = plans == null ? Set.of() : Set.copyOf(plans);
        requires = requires == null ? Set.of() : Set.copyOf(requires);
        if (use == UsageRule.UNLESS_OPTED_OUT && !data.equals(Policy.INPUT_OUTPUT)) {
            throw new IllegalArgumentException("rule " + id + ": only input-output has a choice");
        }
        if (use == UsageRule.UNLESS_OPTED_OUT && plans.isEmpty()) {
            throw new IllegalArgumentException("rule " + id + ": use by default needs a known plan");
        }
        if (use == UsageRule.WHEN_GIVEN && data.equals(Policy.INPUT_OUTPUT)) {
            throw new IllegalArgumentException("rule " + id + ": input-output is not given for a use");
        }
    }

    public boolean appliesToAllPlans() {
        return plans.isEmpty();
    }

    public boolean appliesTo(String product, String data) {
        return this.product.equals(product) && this.data.equals(data);
    }

    boolean appliesToPlan(String plan) {
        return appliesToAllPlans() || plan != null && plans.contains(plan);
    }
}
