package ai.datacontrols.web.locale;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * The texts of forms that record a choice, apart from those of the policy ({@link PolicyTexts}), of one version and
 * language. They never change after publication ({@code notices/<version>_<language>.properties}); the page has the
 * texts of the latest version.
 */
public record NoticeTexts(ResourceBundle words) {

    /** The version of the texts on the pages. */
    public static final String LATEST = "1";

    public static NoticeTexts of(String version, Locale locale) {
        return new NoticeTexts(ResourceBundle.getBundle(
                "notices." + version, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)));
    }

    /** Returns whether a form may name this version. */
    public static boolean isPublished(String version) {
        return LATEST.equals(version);
    }

    String text(String key) {
        return words.getString(key);
    }
}
