package ai.datacontrols.support;

import java.util.List;
import java.util.UUID;

/**
 * The form with which staff look for an account, as they filled it in.
 *
 * @param problem what is wrong with it; null when nothing is
 * @param found the accounts to choose from, where an address belongs to several
 * @param read the look that found them; null when none did
 */
record SearchPage(String subject, String reason, Problem problem, List<UUID> found, Long read) {

    /** What keeps the form from being taken. */
    enum Problem {
        SUBJECT_MISSING,
        REASON_MISSING,
        NO_ACCOUNT,
        /** The form was rendered for another staff member. */
        ANOTHER_SIGN_IN
    }

    static SearchPage blank(String subject) {
        return new SearchPage(subject == null ? "" : subject, "", null, List.of(), null);
    }

    static SearchPage wrong(String subject, String reason, Problem problem) {
        return new SearchPage(subject, reason, problem, List.of(), null);
    }
}
