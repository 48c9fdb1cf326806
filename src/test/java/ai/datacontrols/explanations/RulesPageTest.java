package ai.datacontrols.explanations;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Rule;
import ai.datacontrols.web.Visitor;
import ai.datacontrols.web.locale.PolicyTexts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public page shows the policy version in force. */
@QuarkusTest
class RulesPageTest {

    @Inject
    PolicyTimeline timeline;

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void showsEveryRuleWithItsText(String language) {
        var policy = timeline.at(Instant.now());
        var texts = PolicyTexts.latest(policy, Locale.forLanguageTag(language));

        var page = Visitor.html(new Visitor(language).get("/")).text();

        assertThat(policy.rules()).isNotEmpty();
        for (Rule rule : policy.rules()) {
            assertThat(page).contains(texts.ruleTitle(rule.id())).contains(texts.ruleText(rule.id()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"le-chat", "la-plateforme", "feedback", "ocr", "fine-tuning", "chat-personal"})
    void everySectionHasAnAnchor(String anchor) {
        assertThat(new Visitor("en").get("/").asString()).containsOnlyOnce("id=\"" + anchor + "\"");
    }

    @Test
    void everyPlanHasARow() {
        var rows =
                Visitor.html(new Visitor("en").get("/")).select("th[scope=row]").eachText();

        assertThat(rows).containsExactly("Free", "Pro", "Student", "Team", "Enterprise", "Experiment", "Scale");
    }

    @Test
    void usesTheBrowsersLanguageUntilAnotherIsChosen() {
        var visitor = new Visitor("fr-CA,fr;q=0.9,en;q=0.5");
        assertThat(visitor.get("/").asString()).contains("lang=\"fr\"").contains("<h1>Règles</h1>");

        assertThat(visitor.get("/?language=en").asString()).contains("<html lang=\"en\"");
        assertThat(visitor.get("/").asString()).contains("<html lang=\"en\"");

        assertThat(new Visitor("xx").get("/?language=%F0%9F%92%A9").asString()).contains("<html lang=\"en\"");
    }
}
