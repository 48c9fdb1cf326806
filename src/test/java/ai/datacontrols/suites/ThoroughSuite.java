package ai.datacontrols.suites;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** The tests of {@code mvn -Pthorough}: those that have a long variant, and those that run only here. */
@Suite
@SelectClasses(
        names = {
            "ai.datacontrols.contract.AnyRequestTest",
            "ai.datacontrols.contract.GeneratedClientIT",
            "ai.datacontrols.contract.GoReaderIT",
            "ai.datacontrols.contract.LintedDocumentIT",
            "ai.datacontrols.journey.PressTest",
            "ai.datacontrols.ledger.RebuildTest",
            "ai.datacontrols.pages.AccessibilityTest",
            "ai.datacontrols.pages.HeaderTest",
            "ai.datacontrols.pages.KeyboardTest",
            "ai.datacontrols.pages.LinksTest",
            "ai.datacontrols.pages.PrintedReceiptTest",
            "ai.datacontrols.pages.SignInPagesTest",
            "ai.datacontrols.pages.WeightTest"
        })
@IncludeClassNamePatterns(".*(Test|IT)")
final class ThoroughSuite {}
