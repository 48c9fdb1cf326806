package ai.datacontrols.pages;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page and every htmx fragment is valid HTML. */
@QuarkusTest
class ValidHtmlTest {

    private static final HtmlChecker CHECKER = new HtmlChecker();

    private static final String AROUND_A_PART = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Part</title></head>
            <body><div id="le-chat-title">%s</div></body></html>""";

    @Test
    void theCheckerReportsFaults() {
        assertThat(CHECKER.findings(AROUND_A_PART.formatted("<p id=a>One<div id=a><span><p>Two</span></div>")))
                .anyMatch(finding -> finding.contains("Duplicate ID “a”"))
                .anyMatch(finding -> finding.contains("Element “p” not allowed as child of element “span”"));
        assertThat(CHECKER.findings(AROUND_A_PART.formatted("<p>All is well.</p>")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isValid(KnownPage known) {
        for (var language : KnownPage.LANGUAGES) {
            assertThat(CHECKER.findings(known.answer(language).asString()))
                    .as(language)
                    .isEmpty();
        }
    }

    @Test
    void htmxFragmentsAreValid() {
        var person =
                Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free"))).with("HX-Request", "true");
        assertThat(part(person, Map.of()))
                .contains("no longer used to train models", "Your opt-out holds on every plan");
        assertThat(part(person, Map.of()))
                .contains("from then on may be used", "On plans without training")
                .doesNotContain("Your opt-out holds");
        part(person, Map.of());
        assertThat(part(person, Map.of("choiceEntry", "1"))).contains("Something changed");
        assertThat(part(person, Map.of("csrf", "forged"))).contains("Nothing was saved");
        for (var created : List.of("", "2026-01-01T12:00")) {
            var answer = person.get("/settings/check?product=le-chat&data=feedback&created=" + created);
            assertThat(answer.asString()).doesNotContain("<html").contains("id=\"check\"", "id=\"languages\"");
            assertThat(CHECKER.findings(AROUND_A_PART.formatted(answer.asString())))
                    .isEmpty();
        }
        var ahead = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "team"))).with("HX-Request", "true");
        assertThat(part(ahead, Map.of())).contains("stays out of training");
    }

    /** Returns the response to pressing the switch. */
    private static String part(Visitor person, Map<String, String> changed) {
        var part = person.press("le-chat", changed).asString();
        assertThat(part).doesNotContain("<html");
        assertThat(CHECKER.findings(AROUND_A_PART.formatted(part))).as(part).isEmpty();
        return part;
    }
}
