package ai.datacontrols.web;

import ai.datacontrols.policy.Rule;

/** A rule in words; {@code anchor} leads to it on the public page. */
public record RuleWords(Rule rule, String anchor, String title, String text) {

    public static RuleWords of(Rule rule, Wording wording) {
        return new RuleWords(rule, anchor(rule), wording.ruleTitle(rule.id()), wording.ruleText(rule.id()));
    }

    /** The kind of data where a rule holds for every plan, the rule's id otherwise. */
    public static String anchor(Rule rule) {
        return rule.holdsForEveryPlan() ? rule.data() : rule.id();
    }
}
