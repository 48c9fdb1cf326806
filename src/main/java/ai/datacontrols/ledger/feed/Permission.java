package ai.datacontrols.ledger.feed;

import java.time.Instant;
import java.util.UUID;

/**
 * The permitted use of an account's input and output with a product.
 *
 * @param usableSince data created at this instant or later may be used; null if none may
 */
public record Permission(UUID account, String product, Instant usableSince) {}
