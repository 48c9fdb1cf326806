package ai.datacontrols.accesslog;

import ai.datacontrols.accesslog.AccessLogEntry.View;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A recorded staff access.
 *
 * @param staffName the name of the staff member at that time; null if unknown
 * @param view null if what is stored is no view
 * @param account the account that was shown; null for a search
 * @param found the accounts that a search found; empty for other views
 * @param asOf the past instant that was shown; null for the present
 * @param reason null if erased
 * @param subject the search term or query; null if there was none or it was erased
 * @param verified whether everything else here is what was recorded; if not, pages must not show it
 */
public record AccessLogView(
        UUID staff,
        String staffName,
        long sequence,
        Instant recordedAt,
        View view,
        UUID account,
        List<UUID> found,
        Instant asOf,
        String reason,
        String subject,
        boolean verified) {

    /**
     * @param details null if erased
     * @param staffName null if unknown
     */
    static AccessLogView of(AccessLogEntry entry, AccessLogDetails details, String staffName, boolean verified) {
        return new AccessLogView(
                entry.staff,
                staffName,
                entry.sequence,
                entry.recordedAt,
                entry.view,
                entry.account,
                entry.found == null ? List.of() : List.of(entry.found),
                entry.asOf,
                details == null ? null : details.reason,
                details == null ? null : details.subject,
                verified);
    }
}
