package ai.datacontrols.settings.receipts;

import ai.datacontrols.policy.Decision;

/** The decisions without and with a choice about data of one kind, created at its instant. */
record UsageComparison(String kind, Decision before, Decision after) {

    public boolean isChanged() {
        return before.permitted() != after.permitted();
    }
}
