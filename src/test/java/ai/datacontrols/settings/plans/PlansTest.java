package ai.datacontrols.settings.plans;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulation of plan changes on the page agrees with their real effect. */
@QuarkusTest
class PlansTest {

    private static final List<String> PLANS = List.of("free", "pro", "student", "team", "enterprise");

    @Inject
    Ledger ledger;

    @Inject
    PolicyTimeline timeline;

    @ParameterizedTest
    @CsvSource({"free, ''", "free, out", "free, out in", "team, ''", "team, out", "student, ''"})
    void everySimulatedOutcomeMatchesTheRealPlanChange(String plan, String choices) {
        var foreseen = page(signedIn(account(plan), choices)).select("#le-chat tbody tr");
        for (var other : PLANS) {
            var account = account(plan);
            signedIn(account, choices).get("/settings");
            var before = usableSince(account);
            Api.json("billing", "{'plan': '%s'}".formatted(other))
                    .put("/accounts/" + account.id() + "/subscriptions/le-chat");
            var after = consentState(account);

            var row = foreseen.get(PLANS.indexOf(other));
            var earlier = row.select("td").get(0).text();
            var later = row.select("td").get(1).text();
            assertThat(earlier.startsWith("May be used"))
                    .as("%s, %s, then %s: %s", plan, choices, other, row.text())
                    .isEqualTo(before != null && before.equals(after.usableSince()));
            assertThat(later.startsWith("May be used"))
                    .as("%s, %s, then %s: %s", plan, choices, other, row.text())
                    .isEqualTo(after.isUsable());
        }
    }

    @Test
    void isShownInThePersonsLanguage() {
        var rows = page(signedIn(account("free"), "")).select("#le-chat tbody tr");

        assertThat(rows.eachText())
                .hasSize(6)
                .satisfies(all -> assertThat(all.get(0))
                        .startsWith("Free your plan now May be used, if written since ")
                        .endsWith("May be used, unless you opt out"))
                .endsWith(
                        "Enterprise Not used: the plan excludes it Not used: the plan excludes it",
                        "No plan any more Not used: no plan is known Not used: no plan is known");
        assertThat(page(signedIn(account("team"), ""))
                        .select("#le-chat tbody tr")
                        .first()
                        .text())
                .isEqualTo("Free Not used: moving to the plan does not bring it back May be used, unless you opt out");
    }

    @Test
    void anOptOutMadeHereAppliesOnEveryPlan() {
        var visitor = signedIn(account("team"), "");
        var plans = visitor.get("/settings/plans?from=le-chat");

        var saved = visitor.follow(visitor.press(plans, "le-chat", Map.of()));

        assertThat(Visitor.html(saved).select("#le-chat-status").text()).startsWith("Saved on");
        var page = Visitor.html(visitor.get("/settings/plans"));
        assertThat(page.select("#le-chat form")).isEmpty();
        assertThat(page.select("#le-chat").text()).contains("This holds on every plan you move to.");
        assertThat(page.select("#le-chat td").eachText()).hasSize(12).allMatch(text -> text.startsWith("Not used"));
    }

    private static Account account(String plan) {
        return Realm.newPerson(Map.of("le-chat", plan));
    }

    private static Visitor signedIn(Account account, String choices) {
        var visitor = Visitor.signedIn(account);
        for (var choice : choices.split(" ")) {
            if (!choice.isEmpty()) {
                visitor.press("le-chat", Map.of());
            }
        }
        return visitor;
    }

    private static Document page(Visitor visitor) {
        return Visitor.html(visitor.get("/settings/plans"));
    }

    private Instant usableSince(Account account) {
        return consentState(account).usableSince();
    }

    private ConsentState consentState(Account account) {
        return Recorded.history(ledger, UUID.fromString(account.id())).stateAtLastEvent("le-chat", timeline);
    }
}
