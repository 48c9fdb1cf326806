package ai.datacontrols.ledger.feed;

import java.time.Instant;
import java.util.UUID;

/**
 * What an account's input and output with a product may be used of.
 *
 * @param usableSince what was created at this instant or later may be used; null for nothing
 */
public record Permission(UUID account, String product, Instant usableSince) {}
