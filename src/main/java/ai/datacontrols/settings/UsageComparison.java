package ai.datacontrols.settings;

import ai.datacontrols.policy.Decision;

/**
 * Whether data of one kind, created at the instant of a choice, could be used.
 *
 * @param kind the kind of data
 * @param before had the choice not been made
 * @param after as it was made
 */
record UsageComparison(String kind, Decision before, Decision after) {

    public boolean isChanged() {
        return before.permitted() != after.permitted();
    }
}
