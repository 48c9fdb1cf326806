package ai.datacontrols.ledger;

import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.Standing;

/** What became of a wish: the outcome, and where the account stands now. */
public record Chosen(ChoiceOutcome outcome, Standing standing) {}
