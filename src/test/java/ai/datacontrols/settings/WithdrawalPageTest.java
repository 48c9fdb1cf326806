package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.policy.ChoiceAction;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** An opt-out in advance is withdrawn on the card where it was made, as easily as it was made. */
@QuarkusTest
class WithdrawalPageTest {

    private static final String WITHDRAW = "/settings/le-chat/withdraw";

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    Choices choices;

    private final Account person = Realm.newPerson(Map.of("le-chat", "team"));
    private final UUID account = UUID.fromString(person.id());

    @Test
    void theButtonSaysBeforeTheClickThatTheOptOutCanBeTakenBack() {
        for (var plans : List.of(Map.of("le-chat", "team"), Map.<String, String>of())) {
            var visitor = Visitor.signedIn(Realm.newPerson(plans));

            var settings = Visitor.html(visitor.get("/settings"));
            var button = settings.select("#le-chat-switch").first();
            assertThat(settings.getElementById(button.attr("aria-describedby")).text())
                    .isEqualTo("Your conversations stay out of training on every plan you move to."
                            + " You can take this back here at any time.");
            assertThat(Visitor.html(visitor.get("/settings/plans"))
                            .select("#le-chat-effect")
                            .text())
                    .endsWith("You can take this back at any time.");
        }
    }

    @Test
    void withdrawsAnOptOutByAPlainForm() {
        var visitor = optedOut();
        var page = visitor.get("/settings");
        assertThat(text(page))
                .contains("You opted out in advance on")
                .contains("This holds on every plan you move to.");
        assertThat(form(page).attr("action")).isEqualTo(WITHDRAW);
        assertThat(Visitor.html(page).select("#le-chat-switch")).isEmpty();

        var saved = visitor.press(page, "le-chat", Map.of());
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(saved.header("Location")).endsWith("/settings?product=le-chat&recorded=3");
        var after = visitor.follow(saved);
        assertThat(text(after))
                .contains("Saved on")
                .contains("Your le Chat opt-out is withdrawn. What you write there is still not used to train models.")
                .contains("Opt out in advance")
                .doesNotContain("You opted out");
        assertThat(Visitor.html(after).select("#le-chat-status a").attr("href")).isEqualTo("/settings/receipts/3");
        assertThat(kinds()).containsExactly(Kind.PLAN_STARTED, Kind.OPTED_OUT, Kind.CHOICE_WITHDRAWN);

        planRecorder.report(new SubscriptionReport(account, "le-chat", "free", null));
        assertThat(text(visitor.get("/settings?product=le-chat&recorded=3")))
                .as("a reloaded page on a plan with a choice")
                .contains("On since")
                .doesNotContain("Saved");
    }

    @Test
    void withdrawsAnOptOutByHtmx() {
        var visitor = optedOut();
        var byHtmx = visitor.copy().with("HX-Request", "true");

        var answer = byHtmx.post(WITHDRAW, Visitor.fields(visitor.get("/settings"), "le-chat", Map.of()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).doesNotContain("<html").contains("opt-out is withdrawn");
        var fragment = Visitor.html(answer);
        assertThat(fragment.select("#le-chat-choice form").attr("action")).isEqualTo("/settings/le-chat/opt-out");
        assertThat(fragment.select("#le-chat-truth").text())
                .doesNotContain("None of your")
                .contains("Nothing you write in le Chat");
        assertThat(fragment.select("[autofocus]").text()).startsWith("Not used. Team excludes it");
    }

    @Test
    void withdrawsAnOptOutThatWasMadeWithTheSwitch() {
        planRecorder.report(new SubscriptionReport(account, "le-chat", "free", null));
        var visitor = optedOut();
        planRecorder.report(new SubscriptionReport(account, "le-chat", "enterprise", null));

        var page = visitor.get("/settings");

        assertThat(text(page)).contains("You opted out on").doesNotContain("in advance");
        assertThat(text(visitor.follow(visitor.press(page, "le-chat", Map.of()))))
                .contains("Your le Chat opt-out is withdrawn.");
    }

    @Test
    void withdrawsAnOptOutWithoutAPlan() {
        var other = Realm.newPerson(Map.of("la-plateforme", "scale"));
        var visitor = Visitor.signedIn(other);
        visitor.press("le-chat", Map.of());

        var after = visitor.follow(visitor.press("le-chat", Map.of()));

        assertThat(text(after)).contains("Your le Chat opt-out is withdrawn.").contains("Opt out in advance");
        assertThat(Visitor.html(visitor.get("/settings")).select("details.card-folded #le-chat"))
                .as("folded again, as before the opt-out")
                .hasSize(1);
    }

    @Test
    void rejectsAWithdrawalFromAStalePage() {
        var visitor = optedOut();
        var page = visitor.get("/settings");
        visitor.press(page, "le-chat", Map.of());
        visitor.press("le-chat", Map.of());

        var answer = visitor.press(page, "le-chat", Map.of());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(text(answer))
                .contains("Something changed after this page was loaded, so nothing was saved.")
                .contains("You opted out in advance on");
        assertThat(kinds()).hasSize(4).last().isEqualTo(Kind.OPTED_OUT);
    }

    @Test
    void rejectsAWithdrawalIfThePlanHasASwitchNow() {
        var visitor = optedOut();
        var page = visitor.get("/settings");
        planRecorder.report(new SubscriptionReport(account, "le-chat", "free", null));

        var answer = visitor.press(page, "le-chat", Map.of());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(text(answer))
                .contains("Nothing was changed: on your plan, this switch decides now.")
                .contains("Off since");
        assertThat(kinds()).containsExactly(Kind.PLAN_STARTED, Kind.OPTED_OUT, Kind.PLAN_STARTED);
    }

    /** The redirect carries a notice, because the page it leads to would otherwise not mention the click. */
    @Test
    void saysAfterARedirectOfHtmxThatNothingWasSaved() {
        var visitor = optedOut();
        var withdrawal = visitor.get("/settings");
        planRecorder.report(new SubscriptionReport(account, "le-chat", "free", null));
        var optIn = visitor.get("/settings");

        assertThat(noticeAfterRedirect(visitor, withdrawal)).contains("so nothing was saved");

        planRecorder.report(new SubscriptionReport(account, "le-chat", "team", null));
        assertThat(noticeAfterRedirect(visitor, optIn)).contains("so nothing was saved");
    }

    private static String noticeAfterRedirect(Visitor visitor, Response page) {
        var answer = visitor.copy().with("HX-Request", "true").press(page, "le-chat", Map.of());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.header("HX-Redirect")).endsWith("/settings?product=le-chat");
        var next = visitor.copy().withCookie("__Host-notice", answer.getCookie("__Host-notice"));
        return Visitor.html(next.get("/settings?product=le-chat"))
                .select("#le-chat-status")
                .text();
    }

    @Test
    void rejectsAWithdrawalFormOfAnotherAccount() {
        var other = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "team")));
        other.press("le-chat", Map.of());
        var fields = Visitor.fields(other.get("/settings"), "le-chat", Map.of());
        var visitor = optedOut();
        fields.put(
                "csrf",
                Visitor.fields(visitor.get("/settings"), "le-chat", Map.of()).get("csrf"));

        var answer = visitor.post(WITHDRAW, fields);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(text(answer))
                .contains("This page was open for another account, so nothing was saved.")
                .contains("You opted out in advance on");
        assertThat(kinds()).containsExactly(Kind.PLAN_STARTED, Kind.OPTED_OUT);
    }

    @Test
    void returnsToTheCardWithANoticeIfTheSessionHadEnded() {
        var fields = Visitor.fields(optedOut().get("/settings"), "le-chat", Map.of());
        var later = new Visitor("en");
        later.post(WITHDRAW, fields);

        var back = later.signIn(WITHDRAW, person);

        assertThat(text(back))
                .contains("You had been signed out, so your choice was not saved.")
                .contains("You opted out in advance on");
        assertThat(kinds()).containsExactly(Kind.PLAN_STARTED, Kind.OPTED_OUT);
    }

    @Test
    void offersTheButtonAgainIfTheTokenOfTheFormIsGone() {
        var visitor = optedOut();
        var later = visitor.copy().withCookie("__Host-csrf", "");

        var answer = later.press(visitor.get("/settings"), "le-chat", Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(text(later.follow(answer)))
                .contains("This page had expired, so your choice was not saved.")
                .contains("You opted out in advance on");
    }

    @Test
    void statesTheDailyLimit() {
        for (var time = 0; time < 20; time++) {
            choices.take(account, "le-chat", ChoiceAction.OPT_OUT);
            choices.withdraw(account);
        }
        var visitor = optedOut();

        var answer = visitor.press("le-chat", Map.of());

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(text(answer)).contains("an opt-out can be taken back 20 times at most");
    }

    @Test
    void aWithdrawalWithoutAnOptOutShowsTheCurrentState() {
        var visitor = Visitor.signedIn(person);
        var fields = Visitor.fields(visitor.get("/settings"), "le-chat", Map.of());

        var after = visitor.follow(visitor.post(WITHDRAW, fields));

        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(Visitor.html(after).select("#le-chat-status").text()).isEmpty();
        assertThat(kinds()).containsExactly(Kind.PLAN_STARTED);
    }

    @Test
    void theHistoryAndTheExportHaveTheWithdrawal() {
        var visitor = optedOut();
        visitor.press("le-chat", Map.of());

        var history = Visitor.html(visitor.get("/settings/history"));
        assertThat(history.select("#entry-3").text()).startsWith("You withdrew your opt-out on le Chat.");
        assertThat(history.select("#entry-3 a").attr("href")).isEqualTo("/settings/receipts/3");
        var export = visitor.get("/settings/record.json");
        assertThat(export.<List<String>>path("entries.kind"))
                .containsExactly("PLAN_STARTED", "OPTED_OUT", "CHOICE_WITHDRAWN");
        assertThat(export.<String>path("entries[2].receipt")).endsWith("/settings/receipts/3.json");
        assertThat(export.<Object>path("state[0].choice")).isNull();
        assertThat(Visitor.html(visitor.get("/settings/check?item=le-chat/input-output&created=2026-01-01"))
                        .select("#answer")
                        .attr("data-reason"))
                .isEqualTo("PLAN_EXCLUDED");
    }

    @Test
    void staffSeeTheWithdrawal() {
        var visitor = optedOut();
        visitor.press("le-chat", Map.of());
        var staff = Visitor.staff(Realm.newStaff("support"), "/support");

        var page = Visitor.html(staff.follow(staff.search("/support", person.id(), "ABC-123")));

        assertThat(page.select("#le-chat .facts").text())
                .contains("opt-out withdrawn on")
                .contains("(entry 3)")
                .doesNotContain("opted in");
        assertThat(page.select("main").text())
                .contains("Withdrew the opt-out on le Chat.")
                .contains("Withdraw my opt-out");
    }

    @Test
    void thePlanComparisonLeadsToTheSettings() {
        var visitor = optedOut();

        var link = Visitor.html(visitor.get("/settings/plans?from=le-chat")).select("#le-chat a[href^=/settings?]");

        assertThat(link.text()).isEqualTo("Take it back in your settings");
        assertThat(link.attr("href")).isEqualTo("/settings?product=le-chat&from=le-chat");
    }

    private Visitor optedOut() {
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());
        return visitor;
    }

    private List<Kind> kinds() {
        return Recorded.entries(ledger, account).stream()
                .map(entry -> entry.kind)
                .toList();
    }

    private static Element form(Response page) {
        return Visitor.html(page)
                .select("#le-chat-choice form, #le-chat-now form")
                .first();
    }

    private static String text(Response page) {
        return Visitor.html(page).select("#le-chat-truth, #le-chat").text();
    }
}
