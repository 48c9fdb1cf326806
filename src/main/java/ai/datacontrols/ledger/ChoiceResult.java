package ai.datacontrols.ledger;

import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.ConsentState;

/** The outcome of a choice, and the consent state after it. */
public record ChoiceResult(ChoiceOutcome outcome, ConsentState consentState) {}
