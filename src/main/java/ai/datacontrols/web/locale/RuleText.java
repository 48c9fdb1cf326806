package ai.datacontrols.web.locale;

import ai.datacontrols.policy.Rule;

/** A rule in words; {@code anchor} leads to it on the public page. */
public record RuleText(Rule rule, String anchor, String title, String text) {

    public static RuleText of(Rule rule, PolicyTexts texts) {
        return new RuleText(rule, anchor(rule), texts.ruleTitle(rule.id()), texts.ruleText(rule.id()));
    }

    /** The kind of data where a rule holds for every plan, the rule's id otherwise. */
    public static String anchor(Rule rule) {
        return rule.appliesToAllPlans() ? rule.data() : rule.id();
    }
}
