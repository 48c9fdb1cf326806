package ai.datacontrols.ledger;

import ai.datacontrols.policy.ConsentState;

public record SubscriptionResult(SubscriptionOutcome outcome, ConsentState consentState) {}
