package ai.datacontrols.policy;

import java.time.Instant;

/**
 * The explanation for all data created from an instant until the next part begins.
 *
 * @param from the first instant of creation that it holds for
 */
public record IntervalPart(Instant from, Explanation explanation) {}
