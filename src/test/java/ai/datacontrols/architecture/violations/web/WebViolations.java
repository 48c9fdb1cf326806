package ai.datacontrols.architecture.violations.web;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.settings.receipts.DataControllerConfig;

/** Classes of the web package that break its rule. */
public final class WebViolations {

    private WebViolations() {}

    public static class DependsOnLedger {
        LedgerEntry entry;
    }

    public static class DependsOnSettings {
        DataControllerConfig controller;
    }
}
