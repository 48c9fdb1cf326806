package ai.datacontrols.architecture.violations.policy;

import ai.datacontrols.ledger.store.LedgerEntry;
import jakarta.inject.Singleton;

/** Classes of the policy package that break its rule. */
public final class PolicyViolations {

    private PolicyViolations() {}

    @Singleton
    public static class IsABean {}

    public static class DependsOnLedger {
        LedgerEntry entry;
    }
}
