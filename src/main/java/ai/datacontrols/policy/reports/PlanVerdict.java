package ai.datacontrols.policy.reports;

/** Whether a plan report changes the current plan, and why (ADR 0019). The first four are recorded. */
public enum PlanVerdict {
    NEWER,
    CORRECTED,
    /** Neither earlier nor later; the reported plan takes precedence because it allows less use. */
    PRECEDES,
    /** The current plan was reported without an instant and a revision, and the reported one allows the same use. */
    REPLACES_UNDATED,
    ALREADY_KNOWN,
    STALE,
    /** Not proven to be later than every report that allows less use; the current plan is kept, which allows less. */
    AMBIGUOUS
}
