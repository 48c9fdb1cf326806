package ai.datacontrols.settings;

import ai.datacontrols.policy.Rule;
import ai.datacontrols.web.Wording;

/** A rule that the switch doesn't touch, in words; {@code anchor} leads to it on the public page. */
record RuleNote(String anchor, String title, String text) {

    static RuleNote of(Rule rule, Wording wording) {
        return new RuleNote(rule.data(), wording.ruleTitle(rule.id()), wording.ruleText(rule.id()));
    }
}
