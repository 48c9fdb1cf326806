package ai.datacontrols.suites;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of the API, the store, the rules and the documents. */
@Suite
@SelectPackages({
    "ai.datacontrols.architecture",
    "ai.datacontrols.changes",
    "ai.datacontrols.configuration",
    "ai.datacontrols.contract",
    "ai.datacontrols.database",
    "ai.datacontrols.decisions",
    "ai.datacontrols.demo",
    "ai.datacontrols.documents",
    "ai.datacontrols.kubernetes",
    "ai.datacontrols.ledger",
    "ai.datacontrols.operations",
    "ai.datacontrols.parts",
    "ai.datacontrols.policy",
    "ai.datacontrols.proof",
    "ai.datacontrols.subscriptions",
    "ai.datacontrols.suites",
    "ai.datacontrols.texts",
    "ai.datacontrols.transparency",
    "ai.datacontrols.verification",
    "ai.datacontrols.web"
})
@IncludeClassNamePatterns(".*Test")
final class ServicesSuite {}
