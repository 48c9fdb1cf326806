package ai.datacontrols.ledger;

import ai.datacontrols.ledger.SupportRead.View;
import java.time.Instant;
import java.util.UUID;

/**
 * A look that was recorded.
 *
 * @param staffName what the staff member is called; null when that is not known
 * @param account whose account was shown; null for a search
 * @param asOf the past moment that was looked at; null for the present
 * @param reason why; null when it was erased
 * @param subject what was searched for or asked; null for neither, or when it was erased
 */
public record RecordedRead(
        UUID staff,
        String staffName,
        long sequence,
        Instant recordedAt,
        View view,
        UUID account,
        Instant asOf,
        String reason,
        String subject) {}
