package ai.datacontrols.ledger;

import ai.datacontrols.policy.ConsentState;

/** The outcome of a plan report, and the consent state after it. */
public record SubscriptionResult(SubscriptionOutcome outcome, ConsentState consentState) {}
