package ai.datacontrols.web.locale;

import ai.datacontrols.policy.Choice;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * The words people decide on, of one version and language: the rules' texts and what the switch says. They are published
 * with a policy version and never change afterwards ({@code texts/<version>_<language>.properties}).
 */
public record PolicyTexts(ResourceBundle words) {

    public static PolicyTexts of(String textVersion, Locale locale) {
        return new PolicyTexts(ResourceBundle.getBundle(
                "texts." + textVersion, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)));
    }

    public String ruleTitle(String rule) {
        return words.getString("rule." + rule + ".title");
    }

    public String ruleText(String rule) {
        return words.getString("rule." + rule + ".text");
    }

    /** The switch's label: what it is about. */
    public String switchLabel(String product) {
        return words.getString("switch." + product + ".label");
    }

    /** What choosing does, said before it is done: what it stops or allows, from when, and what it can't undo. */
    public String effect(String product, boolean hasSwitch, Choice choice) {
        var what = choice == Choice.OPTED_IN ? "opt-in" : hasSwitch ? "opt-out" : "in-advance";
        return words.getString("switch." + product + "." + what);
    }
}
