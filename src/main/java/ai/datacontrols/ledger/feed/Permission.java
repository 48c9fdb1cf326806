package ai.datacontrols.ledger.feed;

import java.time.Instant;
import java.util.UUID;

/** The permitted use of input and output: of what was created at {@code usableSince} or later; none if null. */
public record Permission(UUID account, String product, Instant usableSince) {}
