package ai.datacontrols.architecture.violations.proof.store;

import ai.datacontrols.web.SiteConfig;

/** Classes of the log's store that break its rule. */
public final class StoreViolations {

    private StoreViolations() {}

    public static class DependsOnWeb {
        SiteConfig site;
    }
}
