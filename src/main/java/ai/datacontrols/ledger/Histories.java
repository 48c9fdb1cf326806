package ai.datacontrols.ledger;

import ai.datacontrols.policy.AccountHistory;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What happened to some accounts, read at an instant of the database's clock.
 *
 * @param isLoadComplete whether the first load was complete then; before that, something may be missing that happened long ago
 */
public record Histories(Map<UUID, AccountHistory> byAccount, Instant at, boolean isLoadComplete) {}
