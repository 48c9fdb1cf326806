package ai.datacontrols.suites;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of {@code mvn -Pplain}, which need neither the application, a database nor a browser. */
// not by tags: JUnit loads a class to read them, and Quarkus builds the application when one of its test classes is
// loaded
@Suite
@SelectPackages({
    "ai.datacontrols.architecture",
    "ai.datacontrols.configuration",
    "ai.datacontrols.kubernetes",
    "ai.datacontrols.policy",
    "ai.datacontrols.proof",
    "ai.datacontrols.suites",
    "ai.datacontrols.texts"
})
@ExcludePackages("ai.datacontrols.proof.store")
@SelectClasses(
        names = {
            "ai.datacontrols.demo.ProgressTest",
            "ai.datacontrols.documents.NamedTestsTest",
            "ai.datacontrols.documents.PlainLanguageTest",
            "ai.datacontrols.documents.SettingsDocumentTest",
            "ai.datacontrols.ledger.chain.ChainTest",
            "ai.datacontrols.ledger.feed.ProjectionRowTest",
            "ai.datacontrols.ledger.feed.TransactionSnapshotTest",
            "ai.datacontrols.ledger.store.LedgerColumnsTest",
            "ai.datacontrols.pages.StyleSheetTest",
            "ai.datacontrols.parts.PeopleTest",
            "ai.datacontrols.settings.TimeBarTest",
            "ai.datacontrols.settings.history.HistoryFoldTest",
            "ai.datacontrols.settings.history.HistoryPageTest",
            "ai.datacontrols.verification.ChainKeysPropertiesTest",
            "ai.datacontrols.web.FrameworkWorkaroundsTest",
            "ai.datacontrols.web.Rfc3339Test",
            "ai.datacontrols.web.auth.ParserComplexityTest",
            "ai.datacontrols.web.auth.TokenCipherTest",
            "ai.datacontrols.web.locale.AcceptLanguageTest",
            "ai.datacontrols.web.ndjson.GzipDecoderTest",
            "ai.datacontrols.web.ndjson.LineReaderTest",
            "ai.datacontrols.web.request.RequestPathTest"
        })
@IncludeClassNamePatterns(".*Test")
final class PlainSuite {}
