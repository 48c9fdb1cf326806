package ai.datacontrols.ledger;

import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.ConsentState;

/** What became of a wish: the outcome, and where the account stands now. */
public record ChoiceResult(ChoiceOutcome outcome, ConsentState consentState) {}
