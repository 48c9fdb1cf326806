package ai.datacontrols.support;

import java.util.List;
import java.util.UUID;

/**
 * The search form of staff, as filled in.
 *
 * @param found the accounts to choose from, if an address belongs to several
 * @param read the access of the search; null if there was none
 */
record SearchPage(String subject, String reason, Problem problem, List<UUID> found, Long read) {

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
