package ai.datacontrols.accesslog;

import ai.datacontrols.accesslog.AccessLogEntry.View;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A look that was recorded.
 *
 * @param staffName what the staff member was called then; null when that is not known
 * @param account whose account was shown; null for a search
 * @param found the accounts that a search found; none for other views
 * @param asOf the past moment that was looked at; null for the present
 * @param reason why; null when it was erased
 * @param subject what was searched for or asked; null for neither, or when it was erased
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

    /** As a query reads it: without {@code found} where the row has none. */
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
