package ai.datacontrols.architecture.violations.settings;

import ai.datacontrols.support.AccountQuery;

/** Classes of a front package that break the rules for those. */
public final class SettingsViolations {

    private SettingsViolations() {}

    public static class DependsOnSupport {
        AccountQuery query;
    }
}
