package ai.datacontrols.web.locale;

import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.Policy;
import java.util.Locale;

/**
 * The texts shown to a person when they chose, verbatim, in their language.
 *
 * @param language BCP 47
 * @param label the label of the switch; null if the plan has no switch
 * @param effect the stated effect of the choice
 * @param rule the text of the rule for their plan; null if no rule applied
 */
public record ConsentNotice(String language, String label, String effect, String rule) {

    /** @param plan the plan at that time; null if unknown */
    public static ConsentNotice of(
            Policy policy, String textVersion, String language, String product, String plan, Choice choice) {
        var texts = PolicyTexts.of(textVersion, Locale.forLanguageTag(language));
        var hasSwitch = policy.hasChoice(product, plan);
        return new ConsentNotice(
                language,
                hasSwitch ? texts.switchLabel(product) : null,
                texts.effect(product, hasSwitch, choice),
                policy.rule(product, Policy.INPUT_OUTPUT, plan)
                        .map(rule -> texts.ruleText(rule.id()))
                        .orElse(null));
    }
}
