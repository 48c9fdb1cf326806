package ai.datacontrols.web.locale;

import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * The texts that people's choices are based on, of one version and language: the rules, and the labels of the switch.
 * They never change after publication ({@code texts/<version>_<language>.properties}). A policy version names the texts
 * it was published with; a notice version can replace them with a revision ({@link NoticeTexts#policyTexts}).
 */
public record PolicyTexts(ResourceBundle words) {

    public static PolicyTexts of(String textVersion, Locale locale) {
        return new PolicyTexts(ResourceBundle.getBundle(
                "texts." + textVersion, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)));
    }

    /** Returns the texts of a policy version as the pages show them now. */
    public static PolicyTexts latest(Policy policy, Locale locale) {
        return of(NoticeTexts.policyTexts(NoticeTexts.LATEST, policy), locale);
    }

    /** Returns the language (BCP 47). */
    public String language() {
        return words.getLocale().toLanguageTag();
    }

    public String ruleTitle(String rule) {
        return words.getString("rule." + rule + ".title");
    }

    public String ruleText(String rule) {
        return words.getString("rule." + rule + ".text");
    }

    public String switchLabel(String product) {
        return words.getString("switch." + product + ".label");
    }

    /** Returns the effect of a choice: what it stops or allows, from when, and what it can't undo. */
    public String effect(String product, boolean hasSwitch, Choice choice) {
        var what = choice == Choice.OPTED_IN ? "opt-in" : hasSwitch ? "opt-out" : "in-advance";
        return words.getString("switch." + product + "." + what);
    }
}
