package ai.datacontrols.ledger;

import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.ConsentState;

public record ChoiceResult(ChoiceOutcome outcome, ConsentState consentState) {}
