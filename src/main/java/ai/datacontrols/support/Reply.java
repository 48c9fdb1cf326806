package ai.datacontrols.support;

import java.util.Locale;

/** The reply that staff copy into a ticket: plain text, in paragraphs. */
record Reply(Locale locale, String text) {

    public String language() {
        return locale.toLanguageTag();
    }

    /** Returns the number of lines, for the height of its field. */
    public long rows() {
        return text.lines().count();
    }
}
