package ai.datacontrols.ledger.store;

import java.time.Instant;
import java.util.UUID;

public record ListedErasure(UUID account, Instant erasedAt) {}
