package ai.datacontrols.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * What billing says of an account.
 *
 * @param plan the plan it is on; null when it has none any more
 * @param startedAt since when, by billing's own books; kept and shown, while the plan counts from its recording; may be null
 */
public record PlanReport(UUID account, String product, String plan, Instant startedAt) {}
