package ai.datacontrols.web.locale;

import ai.datacontrols.policy.NoticePlace;
import ai.datacontrols.policy.rules.Policy;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * The texts of forms that record a choice, apart from those of the policy ({@link PolicyTexts}), of one version and
 * language. They never change after publication ({@code notices/<version>_<language>.properties}).
 */
public record NoticeTexts(ResourceBundle words) {

    public static final String LATEST = "2";

    /** The version without {@link NoticePlace#ADVANCE_WITHDRAWAL}. */
    private static final String FIRST = "1";

    /** Revisions of published policy texts by notice version: the text version of the policy, and the one shown. */
    private static final Map<String, Map<String, String>> REVISIONS = Map.of(FIRST, Map.of(), LATEST, Map.of("1", "2"));

    public static NoticeTexts of(String version, Locale locale) {
        return new NoticeTexts(ResourceBundle.getBundle(
                "notices." + version, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)));
    }

    /** Returns whether this version has the texts of a form: pages loaded before a release name an earlier version. */
    public static boolean isPublished(String version, NoticePlace place) {
        return LATEST.equals(version) || FIRST.equals(version) && place != NoticePlace.ADVANCE_WITHDRAWAL;
    }

    /** Returns the version of the policy's texts on a page with this notice version, revised or as published. */
    public static String policyTexts(String version, Policy policy) {
        return REVISIONS.get(version).getOrDefault(policy.textVersion(), policy.textVersion());
    }

    String text(String key) {
        return words.getString(key);
    }

    /** Returns a sentence that this version adds to a text of the policy, after a space; empty if it adds none. */
    String addition(String key) {
        return words.containsKey(key) ? ' ' + words.getString(key) : "";
    }
}
