package ai.datacontrols.suites;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of pages, most of them in a browser. */
@Suite
@SelectPackages({
    "ai.datacontrols.browser",
    "ai.datacontrols.explanations",
    "ai.datacontrols.journey",
    "ai.datacontrols.pages",
    "ai.datacontrols.settings",
    "ai.datacontrols.support"
})
@IncludeClassNamePatterns(".*Test")
final class PagesSuite {}
