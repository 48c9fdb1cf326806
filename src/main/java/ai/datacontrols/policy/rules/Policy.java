package ai.datacontrols.policy.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One published version of the rules. Whatever no rule allows is denied.
 *
 * @param inForceFrom the first instant it is in force; {@link Instant#MIN} for the first version
 * @param textVersion version of the corresponding texts
 * @param products the products, in display order
 * @param rules in order; the first match decides
 */
public record Policy(
        String version, Instant inForceFrom, String textVersion, List<Product> products, List<Rule> rules) {

    /** A person's input, attached documents included, and the model's output. The only kind with a choice. */
    public static final String INPUT_OUTPUT = "input-output";

    public Policy {
        inForceFrom = inForceFrom == null ? Instant.MIN : inForceFrom;
        products = List.copyOf(products);
        rules = List.copyOf(rules);
        for (Rule rule : rules) {
            var plansOfProduct = find(products, rule.product())
                    .orElseThrow(() -> new IllegalArgumentException("rule " + rule.id() + ": unknown product"))
                    .plans();
            if (!plansOfProduct.stream().map(Plan::id).toList().containsAll(rule.plans())) {
                throw new IllegalArgumentException("rule " + rule.id() + ": unknown plan");
            }
        }
    }

    public Optional<Product> product(String product) {
        return find(products, product);
    }

    public Optional<Plan> plan(String product, String plan) {
        return product(product).flatMap(known -> known.plan(plan));
    }

    public List<Rule> rulesOf(String product) {
        return rules.stream().filter(rule -> rule.product().equals(product)).toList();
    }

    public List<String> kinds() {
        return rules.stream().map(Rule::data).distinct().toList();
    }

    public List<String> kindsOf(String product) {
        return rulesOf(product).stream().map(Rule::data).distinct().toList();
    }

    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** Returns the rule for this data and plan. If {@code plan} is null (unknown), only rules for every plan match. */
    public Optional<Rule> rule(String product, String data, String plan) {
        return rules.stream()
                .filter(rule -> rule.appliesTo(product, data) && rule.appliesToPlan(plan))
                .findFirst();
    }

    public boolean hasRuleFor(String product, String data) {
        return rules.stream().anyMatch(rule -> rule.appliesTo(product, data));
    }

    public boolean allows(String product, String plan, Choice choice) {
        return choice != Choice.OPTED_OUT && hasChoice(product, plan);
    }

    /** Returns whether the plan allows use of input and output unless the account opted out. */
    public boolean hasChoice(String product, String plan) {
        return rule(product, INPUT_OUTPUT, plan)
                .filter(rule -> rule.use() == UsageRule.UNLESS_OPTED_OUT)
                .isPresent();
    }

    private static Optional<Product> find(List<Product> products, String id) {
        return products.stream().filter(product -> product.id().equals(id)).findFirst();
    }
}
