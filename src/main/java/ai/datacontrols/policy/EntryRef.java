package ai.datacontrols.policy;

import java.time.Instant;

/** Identifies an entry of an account's history by sequence, with its instant. */
public record EntryRef(long sequence, Instant at) {}
