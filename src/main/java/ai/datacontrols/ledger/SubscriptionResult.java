package ai.datacontrols.ledger;

import ai.datacontrols.policy.ConsentState;

/** What became of a report about a plan, and where the account stands now. */
public record SubscriptionResult(SubscriptionOutcome outcome, ConsentState consentState) {}
