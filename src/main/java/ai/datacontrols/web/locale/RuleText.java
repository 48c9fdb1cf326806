package ai.datacontrols.web.locale;

import ai.datacontrols.policy.rules.Rule;

/** The text of a rule; {@code anchor} is its fragment id on the public page. */
public record RuleText(Rule rule, String anchor, String title, String text) {

    public static RuleText of(Rule rule, PolicyTexts texts) {
        return new RuleText(rule, anchor(rule), texts.ruleTitle(rule.id()), texts.ruleText(rule.id()));
    }

    /** Returns the kind of data if the rule applies to every plan, the rule's id otherwise. */
    public static String anchor(Rule rule) {
        return rule.appliesToAllPlans() ? rule.data() : rule.id();
    }
}
