package ai.datacontrols.architecture.violations.settings;

import ai.datacontrols.support.Asking;

/** Classes of a front package that break the rules for those. */
public final class SettingsViolations {

    private SettingsViolations() {}

    public static class DependsOnSupport {
        Asking asking;
    }
}
