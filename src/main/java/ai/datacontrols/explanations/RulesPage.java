package ai.datacontrols.explanations;

import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.policy.rules.Rule;
import ai.datacontrols.policy.rules.UsageRule;
import ai.datacontrols.web.locale.PolicyTexts;
import ai.datacontrols.web.locale.RuleText;
import java.net.URI;
import java.util.List;

/** The public page of the rules in force: per product a table of plans and kinds of data, and the text of each rule. */
record RulesPage(List<ProductRules> products) {

    static RulesPage of(Policy policy, PolicyTexts texts, URI fineTuningArticle) {
        return new RulesPage(policy.products().stream()
                .map(product -> ProductRules.of(policy, product, texts, fineTuningArticle))
                .toList());
    }

    record ProductRules(String id, String name, List<String> kinds, List<Row> rows, List<RuleInWords> rules) {

        static ProductRules of(Policy policy, Product product, PolicyTexts texts, URI fineTuningArticle) {
            var rules = policy.rulesOf(product.id());
            var kinds = policy.kindsOf(product.id());
            return new ProductRules(
                    product.id(),
                    product.name(),
                    kinds,
                    product.plans().stream()
                            .map(plan -> Row.of(policy, product, plan, kinds))
                            .toList(),
                    rules.stream()
                            .map(rule -> RuleInWords.of(rule, texts, fineTuningArticle))
                            .toList());
        }
    }

    record Row(String plan, List<Cell> cells) {

        static Row of(Policy policy, Product product, Plan plan, List<String> kinds) {
            return new Row(
                    plan.name(),
                    kinds.stream()
                            .map(kind -> Cell.of(policy, product, plan, kind))
                            .toList());
        }
    }

    /** The use of one kind of data on one plan; data without a rule is never used. */
    record Cell(String kind, UsageRule use, String anchor) {

        static Cell of(Policy policy, Product product, Plan plan, String kind) {
            return policy.rule(product.id(), kind, plan.id())
                    .map(rule -> new Cell(kind, rule.use(), RuleText.anchor(rule)))
                    .orElseGet(() -> new Cell(kind, UsageRule.NEVER, product.id()));
        }

        public boolean isByChoice() {
            return use == UsageRule.UNLESS_OPTED_OUT;
        }
    }

    /** {@code article} is a link to more information, or null. */
    record RuleInWords(String anchor, String title, String text, UsageRule use, URI article) {

        static RuleInWords of(Rule rule, PolicyTexts texts, URI fineTuningArticle) {
            return new RuleInWords(
                    RuleText.anchor(rule),
                    texts.ruleTitle(rule.id()),
                    texts.ruleText(rule.id()),
                    rule.use(),
                    rule.data().equals("fine-tuning") ? fineTuningArticle : null);
        }
    }
}
