package ai.datacontrols.web.locale;

import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.Policy;
import java.util.Locale;

/**
 * The words a person had before them when they chose: the very ones, in the language they read.
 *
 * @param language BCP 47
 * @param label what the switch is about; null where the plan has none
 * @param effect what choosing does, as it was said before they did
 * @param rule the rule that held for their plan; null where none did
 */
public record ConsentNotice(String language, String label, String effect, String rule) {

    /** @param plan the plan they were on then; null when none was known */
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
