package ai.datacontrols.settings.receipts;

import ai.datacontrols.policy.Decision;

/**
 * The effect of a choice on data of one kind, created at its instant.
 *
 * @param kind the kind of data
 * @param before the decision without the choice
 * @param after the decision with the choice
 */
record UsageComparison(String kind, Decision before, Decision after) {

    public boolean isChanged() {
        return before.permitted() != after.permitted();
    }
}
