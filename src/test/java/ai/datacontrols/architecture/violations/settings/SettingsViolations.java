package ai.datacontrols.architecture.violations.settings;

import ai.datacontrols.support.AccountQuery;

/** Classes of a front package that break the rules for front packages. */
public final class SettingsViolations {

    private SettingsViolations() {}

    public static class DependsOnSupport {
        AccountQuery query;
    }
}
