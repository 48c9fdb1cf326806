package ai.datacontrols.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One published version of the rules. What no rule allows is denied.
 *
 * @param version its id
 * @param inForceFrom from when it holds; the first version has no beginning ({@link Instant#MIN})
 * @param textVersion the version of the words that go with it
 * @param products every product it knows, in the order in which they are shown
 * @param rules in order: the first that matches decides
 */
public record Policy(
        String version, Instant inForceFrom, String textVersion, List<Product> products, List<Rule> rules) {

    /** What a person writes and what the model answers; attached documents are input. The only kind with a choice. */
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

    /** The rules that speak of a product, in order. */
    public List<Rule> rulesOf(String product) {
        return rules.stream().filter(rule -> rule.product().equals(product)).toList();
    }

    /** Every kind of data that some rule speaks of, in the order of the rules. */
    public List<String> kinds() {
        return rules.stream().map(Rule::data).distinct().toList();
    }

    /** The kinds of data that the rules of a product speak of, in their order. */
    public List<String> kindsOf(String product) {
        return rulesOf(product).stream().map(Rule::data).distinct().toList();
    }

    /** The rule by its id, if this version has it. */
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** The rule for this data on this plan; {@code plan} may be null (none known): then one that holds for every plan. */
    public Optional<Rule> rule(String product, String data, String plan) {
        return rules.stream()
                .filter(rule -> rule.appliesTo(product, data) && rule.appliesToPlan(plan))
                .findFirst();
    }

    boolean hasRuleFor(String product, String data) {
        return rules.stream().anyMatch(rule -> rule.appliesTo(product, data));
    }

    boolean allows(String product, String plan, Choice choice) {
        return choice != Choice.OPTED_OUT && hasChoice(product, plan);
    }

    /** Whether the plan is one on which input and output is used unless the account opted out. */
    public boolean hasChoice(String product, String plan) {
        return rule(product, INPUT_OUTPUT, plan)
                .filter(rule -> rule.use() == UsageRule.UNLESS_OPTED_OUT)
                .isPresent();
    }

    private static Optional<Product> find(List<Product> products, String id) {
        return products.stream().filter(product -> product.id().equals(id)).findFirst();
    }
}
