package ai.datacontrols.support;

import ai.datacontrols.accesslog.AccessLogView;
import ai.datacontrols.policy.Explanation;
import ai.datacontrols.policy.rules.Policy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The support page of an account at one instant.
 *
 * @param read the access recorded for this page; the next page refers to it
 * @param at the instant shown
 * @param query the query as it was entered
 * @param answer the decision asked for; null if none was
 * @param fault what is wrong with the query; null if nothing is
 * @param entries the latest entries by then, newest first
 * @param total how many entries there were by then
 * @param older the sequence number before which older entries begin, or null
 * @param accesses the latest staff accesses by then, newest first
 * @param reply the reply to copy into a ticket; null for the past
 */
record AccountPage(
        UUID account,
        String email,
        String displayName,
        String reason,
        long read,
        Instant at,
        boolean isPast,
        Policy policy,
        List<ProductView> products,
        AccountQuery query,
        Explanation answer,
        Fault fault,
        List<EntryView> entries,
        long total,
        Long older,
        boolean isNewest,
        List<AccessLogView> accesses,
        Instant erasedAt,
        Reply reply) {

    public String person() {
        if (email != null) {
            return email;
        }
        return displayName == null ? account.toString() : displayName;
    }

    enum Fault {
        MOMENT_UNREADABLE,
        MOMENT_IN_THE_FUTURE,
        CREATION_UNREADABLE
    }
}
