package ai.datacontrols.support;

import java.util.Locale;

/**
 * The reply that staff copy into a ticket.
 *
 * @param locale its language
 * @param text plain text, in paragraphs
 */
record Reply(Locale locale, String text) {

    /** Returns the language (BCP 47). */
    public String language() {
        return locale.toLanguageTag();
    }

    /** Returns the number of lines, for the height of its field. */
    public long rows() {
        return text.lines().count();
    }
}
