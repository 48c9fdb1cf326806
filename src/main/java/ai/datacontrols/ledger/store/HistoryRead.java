package ai.datacontrols.ledger.store;

import java.time.Instant;

/**
 * The instant at which histories were read.
 *
 * @param at by the database's clock; every entry recorded before is included, later ones may be
 * @param isLoadComplete whether the initial import was complete; before that, past events may be missing
 */
public record HistoryRead(Instant at, boolean isLoadComplete) {}
