package ai.datacontrols.ledger;

import ai.datacontrols.policy.Standing;

/** What became of a report about a plan, and where the account stands now. */
public record PlanReported(PlanOutcome outcome, Standing standing) {}
