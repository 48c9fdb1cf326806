package ai.datacontrols.web;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * The words people decide on, of one version and language: the rules' texts and what the switch says. They are published
 * with a policy version and never change afterwards ({@code texts/<version>_<language>.properties}).
 */
public record Wording(ResourceBundle words) {

    public static Wording of(String textVersion, Locale locale) {
        return new Wording(ResourceBundle.getBundle(
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

    /** What opting out stops, from when, and what it can't undo. */
    public String optOutEffect(String product) {
        return words.getString("switch." + product + ".opt-out");
    }

    /** What opting in again covers, and what it doesn't bring back. */
    public String optInEffect(String product) {
        return words.getString("switch." + product + ".opt-in");
    }

    /** What an opt-out means on a plan that excludes use. */
    public String advanceEffect(String product) {
        return words.getString("switch." + product + ".in-advance");
    }
}
