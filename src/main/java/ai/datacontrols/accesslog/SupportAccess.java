package ai.datacontrols.accesslog;

import ai.datacontrols.accesslog.AccessLogEntry.View;
import java.time.Instant;
import java.util.UUID;

/**
 * A staff access to be recorded.
 *
 * @param asOf the past instant to show; null for the present
 * @param reason the reason; null only for an erased account, about which nothing is stored
 * @param subject the search term, or the query about the account; null if neither
 * @param orUnverified whether a search by address also finds accounts whose address isn't verified
 */
public record SupportAccess(
        UUID staff,
        String staffName,
        View view,
        UUID account,
        Instant asOf,
        String reason,
        String subject,
        boolean orUnverified) {

    public static SupportAccess search(UUID staff, String reason, String subject) {
        return new SupportAccess(staff, null, View.SEARCH, null, null, reason, subject, false);
    }

    public static SupportAccess account(UUID staff, UUID account, Instant asOf, String reason, String subject) {
        return new SupportAccess(staff, null, View.ACCOUNT, account, asOf, reason, subject, false);
    }

    public SupportAccess by(String name) {
        return new SupportAccess(staff, name, view, account, asOf, reason, subject, orUnverified);
    }

    public SupportAccess orUnverified(boolean isAllowed) {
        return new SupportAccess(staff, staffName, view, account, asOf, reason, subject, isAllowed);
    }
}
