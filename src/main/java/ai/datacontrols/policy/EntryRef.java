package ai.datacontrols.policy;

import java.time.Instant;

public record EntryRef(long sequence, Instant at) {}
