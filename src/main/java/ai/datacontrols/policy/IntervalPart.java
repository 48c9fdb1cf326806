package ai.datacontrols.policy;

import java.time.Instant;

/** The explanation for all data created from an instant until the next part begins. */
public record IntervalPart(Instant from, Explanation explanation) {}
