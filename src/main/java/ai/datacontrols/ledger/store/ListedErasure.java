package ai.datacontrols.ledger.store;

import java.time.Instant;
import java.util.UUID;

/**
 * An erasure from a list kept outside the database.
 *
 * @param erasedAt when the account was erased according to the list
 */
public record ListedErasure(UUID account, Instant erasedAt) {}
