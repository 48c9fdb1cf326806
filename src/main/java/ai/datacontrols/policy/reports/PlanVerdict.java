package ai.datacontrols.policy.reports;

/** Whether a plan report changes the current plan, and why (ADR 0019). The first four are recorded. */
public enum PlanVerdict {
    /** Later than the current plan, or the first report. */
    NEWER,
    /** The current plan with another start, end or revision. */
    CORRECTED,
    /** Neither earlier nor later; the reported plan takes precedence because it allows less use. */
    PRECEDES,
    /** The current plan was reported without an instant and a revision, and the reported one allows the same use. */
    REPLACES_UNDATED,
    /** The current plan, and nothing new about it. */
    ALREADY_KNOWN,
    /** Earlier than the current plan. */
    STALE,
    /** Not proven to be later than every report that allows less use; the current plan is kept, which allows less. */
    AMBIGUOUS
}
