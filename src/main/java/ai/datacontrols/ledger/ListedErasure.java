package ai.datacontrols.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * An erasure as a list outside the database has it.
 *
 * @param erasedAt when the account was erased according to the list
 */
public record ListedErasure(UUID account, Instant erasedAt) {}
