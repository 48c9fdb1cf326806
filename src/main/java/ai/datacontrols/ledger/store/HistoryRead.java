package ai.datacontrols.ledger.store;

import java.time.Instant;

/**
 * When histories were read.
 *
 * @param at by the database's clock; every entry recorded before is included, and later ones may be
 * @param isLoadComplete whether the first load was complete then; before that, something may be missing that happened long ago
 */
public record HistoryRead(Instant at, boolean isLoadComplete) {}
