package ai.datacontrols.accesslog;

import ai.datacontrols.accesslog.AccessLogEntry.View;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A recorded staff access.
 *
 * @param found the accounts that a search found; empty for other views
 * @param asOf the past instant that was shown; null for the present
 * @param reason null if erased
 * @param subject the search term or query; null if there was none or it was erased
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
        String subject) {

    public AccessLogView(
            UUID staff,
            String staffName,
            long sequence,
            Instant recordedAt,
            View view,
            UUID account,
            UUID[] found,
            Instant asOf,
            String reason,
            String subject) {
        this(
                staff,
                staffName,
                sequence,
                recordedAt,
                view,
                account,
                found == null ? List.of() : List.of(found),
                asOf,
                reason,
                subject);
    }
}
