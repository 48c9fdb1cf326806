package ai.datacontrols.policy;

import java.time.Instant;

/** An entry of an account's history, by its place there, and when it happened. */
public record EntryRef(long sequence, Instant at) {}
